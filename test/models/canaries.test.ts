/**
 * What people say of themselves, in every spelling, on every road to a model: the embedder, rewriting, understanding, follow-ups, and the memory of
 * earlier turns. A sample (ZHIWEN_LONG: every datum in every spelling), and controls that show that the search finds what is there.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openModel } from '../../adapters/models/openai/openai.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import { NOTHING_SAID } from '../../src/answer/memory.ts'
import { readConfig } from '../../src/config.ts'
import type { Desk, HearHard } from '../../src/desk.ts'
import { NO_DIALOG } from '../../src/dialog/state.ts'
import { concealer } from '../../src/fluent/names.ts'
import type { Store } from '../../src/store.ts'
import { loadCorpus, openAnswering, openIntent, openWholeDesk } from '../../src/wiring.ts'
import { corpus, lessons, openDeskUnderTest, TODAY } from '../desk-under-test.ts'
import { say } from '../eval/attacks.ts'
import { readSets } from '../eval/sets.ts'
import { CANARIES, type Canary, KINDS } from './canaries.ts'
import { guarded } from './guarded.ts'
import { type ModelServer, modelServer } from './server.ts'
import { faces, found, SPELLINGS } from './spellings.ts'

const EVERY = process.env.ZHIWEN_LONG ? 1 : 37
const PATIENCE_MS = process.env.ZHIWEN_LONG ? 3_600_000 : 240_000

/** How people bring it in, beside a question the desk answers. */
const FRAMES: readonly ((it: string) => string)[] = [
  (it) => `我是${it}，质押登记几天能办好`,
  (it) => `质押登记几天能办好？回复请找 ${it}`,
  (it) => `联系人${it}，维权援助能帮企业做什么`,
  (it) => `对方叫${it}，仿我们的外观，质押融资有风险补偿吗`,
  (it) => `${it}想办质押登记几天能办好`,
  (it) => `上次${it}说质押融资有风险补偿，是吗`,
  (it) => `质押登记可以网上办吗（${it}）`,
  (it) => `${it}\n专利质押融资有什么支持`,
]
const HARD = (it: string) => `隔壁那家又整我那个壳子，我寻思你们给瞅瞅，${it}`
const FOLLOW_UP = '疫情物资的厂子呢'

type Planted = { readonly canary: Canary; readonly spelling: string; readonly written: string; readonly frame: (it: string) => string }
const ALL: readonly Planted[] = CANARIES.flatMap((canary, c) =>
  SPELLINGS.map(([spelling, spell], s) => ({ canary, spelling, written: spell(canary.said, canary.kind), frame: FRAMES[(c + s) % FRAMES.length] as Planted['frame'] })),
)

const loaded = loadCorpus()
/** Built once for a state of the corpus, and found by later runs. */
const folder = join(tmpdir(), `zhiwen-canaries-${loaded.source.slice(0, 16)}`)
/** What stands in traffic anyhow: the notices, the frames without a datum, and, from the first requests on, the form of a request. */
const USUAL: string[] = [corpus.notices.map((n) => n.body).join('\n'), FRAMES.map((frame) => frame('')).join('\n'), HARD(''), FOLLOW_UP].flatMap(faces)

let server: ModelServer
let store: Store
let desk: Desk
let hard: HearHard
beforeAll(async () => {
  server = await modelServer('obedient')
  const endless = { ZHIWEN_LLM_TOKENS_PER_DAY: '1000000000', ZHIWEN_LLM_TOKENS_PER_PERSON: '1000000000' }
  const models = { ZHIWEN_LLM_BASE_URL: server.url, ZHIWEN_LLM_MODEL: 'm', ZHIWEN_EMBEDDING_BASE_URL: server.url, ZHIWEN_EMBEDDING_MODEL: 'e' }
  const config = readConfig({ ZHIWEN_DATA_DIR: folder, ...models, ...endless })
  const answering = await openAnswering(config, loaded)
  hard = answering.hard as HearHard
  store = await openSqlite({ folder: null }, new Date('2026-11-23T09:00:00+08:00'))
  desk = openWholeDesk(loaded, answering.answer, openIntent(config, loaded), store, hard)
  server.heard.length = 0
  for (const frame of FRAMES) await say(desk, `web:nobody-${FRAMES.indexOf(frame)}`, frame(''))
  await hard(unsure(HARD('')))
  USUAL.push(...overheard().flatMap(faces))
}, 240_000)
afterAll(async () => {
  await store.close()
  await server.close()
})

/** Every text of the requests since the last time: as it went over the line, and what it says. The fences' random numbers are nobody's. */
function overheard(): string[] {
  const texts = server.heard.flatMap(({ raw, body }) => [raw, ...(body.messages ?? []).map((m) => m.content), ...[body.input ?? []].flat()])
  server.heard.length = 0
  return texts.map((text) => text.replace(/⟦\/?[0-9a-f]{32}⟧/g, ''))
}

/** A message that might be a question as well as a wish. */
const unsure = (text: string) =>
  ({ text, own: { intent: 'question', measure: null, region: null, question: 0.5 }, dialog: NO_DIALOG, today: TODAY, person: 'web:unsure' }) as const

const asked = { embedding: 0, rewrite: 0, understand: 0, 'follow-up': 0 }
function count(): void {
  for (const { path, raw } of server.heard) {
    if (path.endsWith('/embeddings')) asked.embedding++
    else if (raw.includes('"intent"')) asked.understand++
    else if (raw.includes('"sentences"')) asked.rewrite++
    else asked['follow-up']++
  }
}

describe('two hundred personal data in twenty spellings', () => {
  it('are that many, of every kind, each told apart from what stands there anyhow', () => {
    expect(CANARIES).toHaveLength(200)
    expect(SPELLINGS).toHaveLength(20)
    expect(new Set(CANARIES.map((c) => c.said)).size).toBe(200)
    expect(new Set(CANARIES.map((c) => c.kind))).toEqual(new Set(KINDS))
  })

  it('would be found, every one in every spelling', { timeout: PATIENCE_MS }, () => {
    const unseen = ALL.filter((p, n) => n % EVERY === 0 && found(p.canary, p.frame(p.written), USUAL).length === 0)
    expect(unseen.map((p) => `${p.spelling}: ${p.written}`)).toEqual([])
  })

  it('are found in the traffic of a desk that conceals nothing', { timeout: PATIENCE_MS }, async () => {
    const model = openModel({ baseUrl: server.url, model: 'm' })
    const open = guarded(await openDeskUnderTest(), model, undefined, { conceal: (text) => ({ text, restore: (said) => said }) })
    for (const kind of KINDS) {
      const canary = CANARIES.find((c) => c.kind === kind) as Canary
      server.heard.length = 0
      await open(`质押登记几天能办好？回复请找 ${canary.said}`, NOTHING_SAID, TODAY)
      expect(
        overheard().some((text) => found(canary, text, USUAL).length > 0),
        kind,
      ).toBe(true)
    }
  })

  it('reach no model by any road, and no stand-in reaches a person', { timeout: PATIENCE_MS }, async () => {
    const leaks: string[] = []
    const shown: string[] = []
    for (const [n, p] of ALL.filter((_, i) => i % EVERY === 0).entries()) {
      server.heard.length = 0
      const me = `web:canary-${n}`
      const replies = [
        ...(await say(desk, me, p.frame(p.written))),
        // What was said before is remembered.
        ...(await say(desk, me, FOLLOW_UP)),
        ...(await say(desk, `${me}-hard`, HARD(p.written))),
      ]
      await hard(unsure(HARD(p.written)))
      shown.push(...replies.map((r) => r.text).filter((text) => /［[^［］]{1,6}］/.test(text)))
      count()
      const out = overheard().flatMap((text) => found(p.canary, text, USUAL))
      if (out.length > 0) leaks.push(`${p.spelling}: ${p.written} → ${[...new Set(out)].join(' ')}`)
    }
    expect(leaks).toEqual([])
    expect(shown).toEqual([])
    // Every road was gone.
    const least = (ALL.length / EVERY) * 0.5
    expect(asked.embedding).toBeGreaterThan(least)
    expect(asked.understand).toBeGreaterThan(least)
    expect(asked.rewrite).toBeGreaterThan(least * 0.5)
  })

  it('reach no model out of a draft either, and come back to the form as they were written', { timeout: PATIENCE_MS }, async () => {
    const leaks: string[] = []
    let worked = 0
    for (const [n, p] of ALL.filter((_, i) => i % (EVERY * 4) === 0).entries()) {
      const me = `web:draft-${n}`
      await say(desk, me, '想申请维权援助')
      const turned = await desk.hear(
        { channel: 'web', id: `d${n}`, conversation: me, setting: 'private', text: '同意', attachments: [], at: '2026-11-23T01:00:00Z' },
        new Date('2026-11-23T09:00:00+08:00'),
      )
      server.heard.length = 0
      const text = `跟营口那帮人差不离儿，就那一嘴，${p.written}`
      const heard = await hard({
        text,
        own: { intent: 'other-measure', measure: null, region: null, question: 0.1 },
        dialog: turned?.dialog ?? NO_DIALOG,
        today: TODAY,
        person: me,
      })
      expect(heard.text).not.toMatch(/［[^［］]{1,6}］/)
      if (heard.generated) worked++
      for (const line of heard.generated ? heard.text.split('\n') : []) expect(text).toContain(line.replace(/^[^：]+：/, ''))
      leaks.push(...overheard().flatMap((said) => found(p.canary, said, USUAL)))
    }
    expect(leaks).toEqual([])
    expect(worked).toBeGreaterThan(0)
  })
})

describe('a text', () => {
  const own = [...corpus.notices.map((n) => n.body), ...corpus.glossary.flatMap(({ term, zh, en }) => [term, ...zh, ...en.map((form) => form.replaceAll('*', ''))])]
  const conceal = concealer({ own, asked: [...lessons.anticipated, ...lessons.unanswered].map((l) => l.q) })

  it('comes back to the letter, but for what cannot be seen', { timeout: PATIENCE_MS }, () => {
    for (const p of ALL.filter((_, i) => i % EVERY === 0)) {
      const { text, restore } = conceal(p.frame(p.written))
      expect(restore(text)).toBe(p.frame(p.written).replace(/\u200b/g, ''))
    }
  })

  it('of an examination, which names nobody, keeps the notices’ own words: bodies, clause numbers, sums and places', { timeout: PATIENCE_MS }, () => {
    const terms = [...corpus.departments.map((d) => d.name), ...corpus.glossary.flatMap((g) => [g.term, ...g.zh])].filter((t) => /^\p{Script=Han}{3,}$/u.test(t))
    const kept = new RegExp(`辽宁|沈阳|大连|鞍山|第[一二三四五六七八九十]+条|(?<!\\d)(?:32|22|733|6)号|\\d+%|\\d+[万亿]|${terms.map(RegExp.escape).join('|')}`)
    const questions = [...readSets('dev-'), ...readSets('report-')].flatMap((set) => set.questions.flatMap((q) => q.turns))
    let changed = 0
    const lost: string[] = []
    for (const question of questions) {
      const { text, restore } = conceal(question)
      const gone = [...text.matchAll(/［[^［］]{1,6}］/g)].map(([name]) => restore(name)).join('\n')
      if (gone !== '') changed++
      if (kept.test(gone)) lost.push(gone)
    }
    expect(questions.length).toBeGreaterThan(2000)
    expect(lost.length / questions.length).toBeLessThanOrEqual(0.01)
    // A word nobody used before goes too: the price of a list of what is harmless.
    expect(changed / questions.length).toBeLessThanOrEqual(0.3)
  })
})
