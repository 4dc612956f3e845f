/**
 * `node test/eval/assent.ts [--dev] [--misses]`: how often an agreement to the notice, a refusal, and an order to send the summary are heard as what
 * they are, in the words of authors who saw only what people expect of the desk. Of the report set nothing but totals is printed.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT } from './data.ts'

type Said = { readonly stage: 'consent' | 'summary'; readonly text: string; readonly is: 'yes' | 'no' | 'other' }
type Played = { readonly outcome: string | null; readonly draft: { readonly slots: { readonly consent?: boolean | null } } | null }

const FOLDER = join(import.meta.dirname, 'sets/assent')
const WISH = '我们沈阳的公司想申请专利质押融资'
const WHOLE = [
  WISH,
  '同意',
  '公司名称：沈阳沐白机械有限公司，统一社会信用代码：91210102MA0P8D6N5R，联系人：王宇，手机：13840012345，所在市：沈阳，专利号：202119991531.9，金额：500万元，用途：买设备，期限：一年，银行：盛京银行',
]

/** What the desk took each message for. */
export function heard(said: readonly Said[]): ('yes' | 'no' | 'other')[] {
  const input = said.map(({ stage, text }, i) => JSON.stringify({ id: String(i), turns: stage === 'consent' ? [WISH, text] : [...WHOLE, text] })).join('\n')
  const run = spawnSync(process.execPath, [join(ROOT, 'src/main.ts'), 'converse'], { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1 << 28 })
  const played = run.stdout
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as Played)
  if (played.length !== said.length) throw new Error(`converse answered ${played.length} of ${said.length} lines\n${run.stderr.slice(-2000)}`)
  return played.map(({ outcome, draft }, i) => {
    if (said[i]?.stage === 'summary') return outcome === 'submitted' ? 'yes' : 'other'
    return draft?.slots.consent ? 'yes' : outcome === 'cancelled' ? 'no' : 'other'
  })
}

export function readSaid(file: string): Said[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as Said)
}

if (import.meta.main) {
  const dev = process.argv.includes('--dev')
  for (const file of readdirSync(FOLDER).filter((f) => f.startsWith(dev ? 'dev-' : 'report-'))) {
    const said = readSaid(file)
    const taken = heard(said)
    const cells = (['consent yes', 'consent no', 'consent other', 'summary yes', 'summary other'] as const).map((cell) => {
      const [stage, is] = cell.split(' ')
      const those = said.map((s, i) => ({ s, as: taken[i] })).filter(({ s }) => s.stage === stage && s.is === is)
      return `${cell} ${those.filter(({ s, as }) => as === s.is).length}/${those.length}, taken for yes ${those.filter(({ as }) => as === 'yes').length}`
    })
    console.log(`${basename(file, '.jsonl')}: ${cells.join('; ')}`)
    if (dev && process.argv.includes('--misses'))
      for (const [i, s] of said.entries()) if (taken[i] !== s.is) console.log(`  ${s.stage} ${s.is} heard ${taken[i]}: ${s.text}`)
  }
}
