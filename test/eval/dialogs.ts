/**
 * `node test/eval/dialogs.ts [--dev] [--report] [--misses] [file.jsonl …]`: plays the blind writers' dialogs through `converse`
 * and scores what came of them, per author. Only the dev sets may be looked into; of the report sets nothing but totals is printed.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT } from './data.ts'

type Contains = { readonly contains: readonly string[] }
type Wanted = string | number | boolean | null | readonly string[] | Contains
type Slots = Readonly<Record<string, Wanted>>
type Expected = {
  readonly outcome?: string | null
  readonly cases?: readonly {
    readonly kind?: string
    readonly slots?: Slots
    readonly departments?: readonly string[]
    readonly measure?: string
    readonly status?: string
  }[]
  readonly draft?: { readonly kind?: string; readonly slots?: Slots } | null
  readonly handedOver?: readonly string[] | null
  readonly say?: readonly string[]
  readonly neverSay?: readonly string[]
}
type Turn = string | { readonly wait: string } | { readonly text?: string; readonly attachments?: readonly { readonly name: string }[] }
type Dialog = { readonly id: string; readonly note?: string; readonly turns: readonly Turn[]; readonly expect: Expected }
type Played = {
  readonly replies: readonly (readonly string[])[]
  readonly outcome: string | null
  readonly draft: { readonly kind: string; readonly slots: Readonly<Record<string, unknown>> } | null
  readonly cases: readonly {
    readonly kind: string
    readonly status: string
    readonly slots: Readonly<Record<string, unknown>>
    readonly departments: readonly string[]
    readonly measure: string
  }[]
  readonly handedOver: readonly string[] | null
}
const FIELDS = ['kind', 'slots', 'departments', 'outcome', 'cases', 'measure', 'status', 'handedOver', 'draft', 'said'] as const
type Field = (typeof FIELDS)[number]
type Check = { readonly field: Field; readonly what: string; readonly right: boolean; readonly wanted: unknown; readonly got: unknown }

function play(dialogs: readonly Dialog[]): Played[] {
  const input = dialogs.map(({ id, turns }) => JSON.stringify({ id, channel: 'wechat', turns })).join('\n')
  const run = spawnSync(process.execPath, [join(ROOT, 'src/main.ts'), 'converse', '--jsonl'], { cwd: ROOT, input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 28 })
  const lines = run.stdout.split('\n').filter(Boolean)
  if (lines.length !== dialogs.length) throw new Error(`converse answered ${lines.length} of ${dialogs.length} lines\n${run.stderr.slice(-2000)}`)
  return lines.map((line) => ({ replies: [], outcome: null, draft: null, cases: [], handedOver: null, ...(JSON.parse(line) as Partial<Played>) }))
}

/** Equal as CONTRACTS writes it; the order of a list's entries says nothing; `contains` looks into texts and lists alike. */
function fits(wanted: unknown, got: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null && 'contains' in wanted) {
    const text = Array.isArray(got) ? got.join('\n') : typeof got === 'string' ? got : ''
    return (wanted as Contains).contains.every((part) => text.includes(part))
  }
  if (Array.isArray(wanted)) return Array.isArray(got) && JSON.stringify([...wanted].sort()) === JSON.stringify([...got].sort())
  return JSON.stringify(wanted) === JSON.stringify(got ?? null)
}

function judge({ expect }: Dialog, played: Played): Check[] {
  const checks: Check[] = []
  const check = (field: Field, what: string, wanted: unknown, got: unknown, right = fits(wanted, got)) => checks.push({ field, what, right, wanted, got })
  if (expect.outcome !== undefined) check('outcome', 'outcome', expect.outcome, played.outcome)
  if (expect.cases) {
    check('cases', 'cases', expect.cases.length, played.cases.length)
    const left = [...played.cases]
    expect.cases.forEach((wanted) => {
      // Cases opened within one moment stand in no order that CONTRACTS promises.
      const same = left.find((c) => wanted.kind === undefined || c.kind === wanted.kind)
      if (same) left.splice(left.indexOf(same), 1)
      // The right form was at least begun, however far it came.
      if (wanted.kind) check('kind', 'kind', wanted.kind, same?.kind ?? played.draft?.kind)
      for (const [name, value] of Object.entries(wanted.slots ?? {})) check('slots', name, value, same?.slots[name], same !== undefined && fits(value, same.slots[name]))
      if (wanted.departments)
        check('departments', 'departments', wanted.departments, same?.departments, JSON.stringify(wanted.departments) === JSON.stringify(same?.departments))
      if (wanted.measure) check('measure', 'measure', wanted.measure, same?.measure)
      if (wanted.status) check('status', 'status', wanted.status, same?.status)
    })
  }
  if (expect.draft === null) check('draft', 'draft', null, played.draft)
  else if (expect.draft) {
    if (expect.draft.kind) check('draft', 'draft kind', expect.draft.kind, played.draft?.kind)
    for (const [name, value] of Object.entries(expect.draft.slots ?? {}))
      check('slots', name, value, played.draft?.slots[name], played.draft !== null && fits(value, played.draft.slots[name]))
  }
  if (expect.handedOver !== undefined)
    check('handedOver', 'handedOver', expect.handedOver, played.handedOver, JSON.stringify(expect.handedOver) === JSON.stringify(played.handedOver))
  const said = played.replies.flat().join('\n')
  for (const part of expect.say ?? []) check('said', 'say', part, null, said.includes(part))
  for (const part of expect.neverSay ?? []) check('said', 'neverSay', part, null, !said.includes(part))
  return checks
}

function shown(turn: Turn): string {
  if (typeof turn === 'string') return turn
  return 'wait' in turn ? `⏱ ${turn.wait}` : `${turn.text ?? ''} 📎${(turn.attachments ?? []).map((a) => a.name).join(' ')}`
}

function showMiss(dialog: Dialog, played: Played, wrong: readonly Check[]): void {
  console.log(`\n━━ ${dialog.id}: ${dialog.note ?? ''}`)
  dialog.turns.forEach((turn, i) => {
    console.log(`  人 ${shown(turn)}`)
    for (const reply of played.replies[i] ?? []) console.log(reply.replace(/^/gm, '      '))
  })
  for (const c of wrong) console.log(`  ✗ ${c.what}: wanted ${JSON.stringify(c.wanted)}, got ${JSON.stringify(c.got)}`)
  console.log(`    ${JSON.stringify({ outcome: played.outcome, draft: played.draft, handedOver: played.handedOver })}`)
}

function evaluate(path: string, misses: boolean): void {
  const dialogs = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Dialog)
  const results = play(dialogs)
  const judged = dialogs.map((dialog, i) => ({ dialog, played: results[i] as Played, checks: judge(dialog, results[i] as Played) }))
  const share = (checks: readonly { readonly right: boolean }[]) =>
    `${checks.filter((c) => c.right).length}/${checks.length} ${((100 * checks.filter((c) => c.right).length) / (checks.length || 1)).toFixed(1)}%`
  const all = judged.flatMap((j) => j.checks)
  const fields = FIELDS.map((field) => `${field} ${share(all.filter((c) => c.field === field))}`)
  const whole = judged.map((j) => ({ right: j.checks.every((c) => c.right) }))
  console.log(`${basename(path, '.jsonl')}: ${fields.join('  ')}  whole ${share(whole)}`)
  if (misses)
    for (const { dialog, played, checks } of judged)
      if (checks.some((c) => !c.right))
        showMiss(
          dialog,
          played,
          checks.filter((c) => !c.right),
        )
}

const args = process.argv.slice(2)
const folder = join(ROOT, 'test/eval/sets/dialogs')
const sets = readdirSync(folder)
  .filter((f) => f.endsWith('.jsonl'))
  .sort()
const own = args.filter((a) => !a.startsWith('--'))
const both = !args.includes('--dev') && !args.includes('--report') && own.length === 0
for (const file of own) evaluate(file, args.includes('--misses'))
if (both || args.includes('--dev')) for (const set of sets.filter((s) => s.startsWith('dev'))) evaluate(join(folder, set), args.includes('--misses'))
if (both || args.includes('--report')) for (const set of sets.filter((s) => s.startsWith('report'))) evaluate(join(folder, set), false)
