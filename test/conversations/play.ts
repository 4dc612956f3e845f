/**
 * Reads and plays conversations written like this:
 *
 *     # starts the right form
 *     人：专利被抄了，帮我维权
 *     知问：一共需要          the replies to that turn contain this
 *     知问：! 抱歉            … and not this
 *     附件：a.jpg !b.exe      files; with ! the channel refused it
 *     等：PT45M               time goes by
 *     撤回消息：2             the second message is recalled
 *     场景：维权到核对        what was said before, see SCENES
 *     => incomplete infringement
 *     region = 鞍山           a slot of the draft, else of the last case; `~` contains, `null`, lists joined by 、
 *     @measure = ln-2022-6#8  @cases @status @handed @departments @language @effects
 */
import { expect } from 'vitest'
import { type Stage, stage } from '../dialog/stage.ts'

export type Conversation = {
  readonly file: string
  readonly line: number
  readonly behaviours: readonly string[]
  readonly steps: readonly string[]
  readonly expected: readonly string[]
}

const CODE = '91210100MA0P4KJU3C'
/** What was said before the conversation begins. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  维权已同意: ['我要申请维权援助', '同意'],
  融资已同意: ['想申请专利质押融资', '同意'],
  事项已同意: ['我要申请质押登记，合同签好了，比较急', '同意'],
  维权到核对: [
    '我要申请维权援助',
    '同意',
    `公司名称：沈阳海蓝科技有限公司\n信用代码：${CODE}\n联系人：王芳\n手机：13940012345\n所在地：沈阳`,
    '实用新型',
    'ZL202120000001.1',
    '大连仿冒机械有限公司',
    '上个月在展会上看到他们卖一模一样的机器',
    '有购买发票',
  ],
  融资到核对: [
    '想申请专利质押融资',
    '同意',
    `公司名称：沈阳海蓝科技有限公司\n信用代码：${CODE}\n联系人：王芳\n手机：13940012345\n所在地：沈阳`,
    'ZL202110000001.6',
    '500万元',
    '买设备',
    '一年',
    '盛京银行',
  ],
}
const scene = (name: string): readonly string[] => {
  if (name === '维权已提交') return [...(SCENES.维权到核对 as readonly string[]), '确认']
  if (name === '融资已提交') return [...(SCENES.融资到核对 as readonly string[]), '确认']
  const lines = SCENES[name]
  if (!lines) throw new Error(`no scene ${name}`)
  return lines
}

export function parse(text: string, file: string): Conversation[] {
  const found: Conversation[] = []
  let open: { line: number; behaviours: string[]; steps: string[]; expected: string[] } | null = null
  const lines = text.split('\n')
  const finish = () => {
    if (open && open.steps.length > 0) found.push({ file, ...open })
    open = null
  }
  lines.forEach((raw, i) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('//')) return
    if (line.startsWith('# ')) {
      if (open && open.steps.length > 0) finish()
      open ??= { line: i + 1, behaviours: [], steps: [], expected: [] }
      open.behaviours.push(line.slice(2).trim())
    } else if (open && (line.startsWith('=>') || open.expected.length > 0)) open.expected.push(line)
    else open?.steps.push(line)
  })
  finish()
  return found
}

function ms(duration: string): number {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration)
  if (!m) throw new Error(`no duration: ${duration}`)
  return ((Number(m[1] ?? 0) * 24 + Number(m[2] ?? 0)) * 60 + Number(m[3] ?? 0)) * 60_000
}

export async function play(conversation: Conversation): Promise<void> {
  const s = stage()
  let replies: readonly string[] = []
  const where = (step: string) => `${conversation.file}:${conversation.line} “${step}”\n${replies.join('\n---\n')}\n${JSON.stringify(s.outcome())}`
  for (const step of conversation.steps) {
    const [who = '', ...rest] = step.split('：')
    const what = rest.join('：').replace(/\\n/g, '\n')
    switch (who) {
      case '人': {
        const before = s.replies.at(-1) ?? []
        replies = await s.say(what)
        expect(replies.length, where(step)).toBeGreaterThan(0)
        expect(replies.length, where(step)).toBeLessThanOrEqual(4)
        // Never the same words twice running; the stub's one fixed answer excepted.
        for (const r of replies) if (!r.includes('力争1个工作日')) expect(before, where(step)).not.toContain(r)
        break
      }
      case '附件':
        replies = await s.say({
          files: what.split(/\s+/).map((n) => (n.startsWith('!') ? { name: n.slice(1), accepted: false, problem: '文件类型不支持' } : { name: n })),
        })
        break
      case '等':
        replies = s.wait(ms(what))
        break
      case '撤回消息':
        replies = s.recall(Number(what))
        break
      case '场景':
        for (const line of scene(what)) await s.say(line)
        replies = s.replies.at(-1) ?? []
        break
      case '知问': {
        const said = what.trim()
        if (said === '') expect(replies, where(step)).toEqual([])
        else if (said.startsWith('! ')) expect(replies.join('\n'), where(step)).not.toContain(said.slice(2))
        else expect(replies.join('\n'), where(step)).toContain(said)
        break
      }
      default:
        throw new Error(`${conversation.file}:${conversation.line}: ${step}`)
    }
  }
  for (const line of conversation.expected) held(s, line, where)
}

function held(s: Stage, line: string, where: (step: string) => string): void {
  const { outcome, draft, handedOver } = s.outcome()
  const last = s.cases.at(-1)
  if (line.startsWith('=>')) {
    const [wanted, kind] = line.slice(2).trim().split(/\s+/)
    expect(String(outcome), where(line)).toBe(wanted)
    if (kind) expect(draft?.kind ?? last?.kind, where(line)).toBe(kind)
    return
  }
  const m = /^(@?\w+)\s*(=|~|!~)\s*(.*)$/.exec(line)
  if (!m) throw new Error(`not understood: ${line}`)
  const [, name = '', how, wanted = ''] = m
  const slots = draft?.slots ?? last?.request.slots ?? {}
  const special: Readonly<Record<string, unknown>> = {
    '@measure': s.state.draft?.measure ?? last?.measure,
    '@cases': s.cases.length,
    '@status': last?.status,
    '@handed': handedOver,
    '@departments': last?.departments,
    '@language': s.state.language,
    '@effects': s.effects.map((e) => e.kind),
    '@files': (last?.request.files ?? s.state.draft?.files ?? []).map((f) => f.name),
  }
  const value = name.startsWith('@') ? special[name] : slots[name]
  const text = Array.isArray(value) ? value.join('、') : String(value)
  if (how === '=') expect(text, where(line)).toBe(wanted)
  else if (how === '~') expect(text, where(line)).toContain(wanted)
  else expect(text, where(line)).not.toContain(wanted)
}
