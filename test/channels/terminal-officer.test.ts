/** The officer's terminal over the real desk: what he types, what he reads, what goes out only after his word, and what comes by itself. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type OfficerTerminal, officerTerminal } from '../../adapters/channels/terminal-officer/terminal.ts'
import { type Courier, startCourier } from '../../src/courier.ts'
import { type Officer, readOfficer } from '../../src/officer/officer.ts'
import { regions } from '../../src/routing/route.ts'
import { anshan, anshanChief, approval, corpus } from '../cases/sample.ts'
import { caseOf, enrol, photo, type Stage, stage } from '../desk/stage.ts'

const ENTERPRISE = 'wechat:ent'
const PERSONAL = /欧阳金丝雀|13940123456/
let s: Stage
let folder: string
const open: { terminal: OfficerTerminal; courier: Courier }[] = []
beforeEach(async () => {
  s = await stage()
  await enrol(s.store)
  folder = mkdtempSync(join(tmpdir(), 'zhiwen-officer-'))
})
afterEach(async () => {
  for (const { terminal, courier } of open.splice(0)) {
    await terminal.stop()
    await courier.stop(0)
  }
  await s.close()
  rmSync(folder, { recursive: true, force: true })
})

type Seat = { readonly type: (...lines: string[]) => Promise<string>; readonly printed: () => string; readonly terminal: OfficerTerminal; readonly input: PassThrough }

/** Sits an officer down; `type` gives what was printed since, once all of it is there. */
async function sit(officer: Officer, lookMs = 60_000): Promise<Seat> {
  const input = new PassThrough()
  const output = new PassThrough()
  let printed = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const here = {
    tray: `tray:${officer.id}`,
    desk: s.officers,
    known: { directory: corpus.departments, cities: regions(corpus.departments) },
    label: (clause: string) => corpus.clause(clause).label,
    clock: () => s.now,
    lookMs,
    officer: async () => {
      const now = await s.store.officers.find({ id: officer.id })
      return now?.active ? readOfficer(now, corpus.departments) : null
    },
  }
  const terminal = officerTerminal(here, input, output)
  await terminal.start()
  open.push({ terminal, courier: startCourier(terminal, s.store, () => s.now, 'w') })
  return {
    terminal,
    input,
    printed: () => printed,
    async type(...lines) {
      const from = printed.length
      for (const line of lines) input.write(`${line}\n`)
      // Every answer ends in an empty line.
      await vi.waitFor(() => expect(printed.slice(from).match(/\n\n/g)?.length ?? 0).toBeGreaterThanOrEqual(lines.length), { timeout: 5_000, interval: 5 })
      return printed.slice(from)
    },
  }
}

describe('sitting down', () => {
  it('shows who he is and what waits for him: his own, or else his department’s', async () => {
    const number = await s.request(ENTERPRISE)
    const seat = await sit(anshan)
    expect(seat.printed()).toMatch(/经办台　鞍山市知识产权局 赵一（经办人）[\s\S]*我的案件：没有。\n本部门案件：1 件/)
    expect(seat.printed()).toContain(`1. ${number}　维权援助　鞍山　实用新型　2021****.4　已提交，待接单　无人接单　11月26日17:00前首次回复，还剩 4 个工作日`)
    await s.did(anshan, number, { kind: 'accept' })
    expect((await sit(anshan)).printed()).not.toContain('本部门')
  })

  it('ends when he is taken off the roll, and when he leaves', async () => {
    const seat = await sit(anshan)
    await s.store.officers.save({ ...anshan, active: false, slack: null }, s.now)
    seat.input.write('队列\n')
    await seat.terminal.left
    expect(seat.printed()).toContain('您已不在经办人名册上')
    const other = await sit(anshanChief)
    other.input.write('退出\n队列\n')
    await other.terminal.left
    expect(other.printed()).toContain('再见。')
    expect(other.printed().match(/我的案件/g)).toHaveLength(1)
  })
})

describe('the road at a terminal', () => {
  it('is walked from taking the case to its closing; the enterprise gets exactly what was shown, after his word', async () => {
    const number = await s.request(ENTERPRISE)
    await s.delivered()
    const seat = await sit(anshan)
    expect(await seat.type('接单')).toContain('先打开一件')
    const shown = await seat.type('看 ①')
    expect(shown).toContain('依据辽知发〔2022〕6号（八）“责任部门：各市、沈抚示范区知识产权局，知识产权保护处”')
    expect(shown).toContain('企业名称：鞍山恒达阀门有限公司')
    expect(shown).not.toMatch(PERSONAL)
    expect(shown).toContain('可以：接单　备注 <内容>　历史　文件')
    expect(await seat.type('接单')).toMatch(/✓ \S+ 已接单，您是首问负责人。[\s\S]*可以：回复 <内容>/)

    expect(await seat.type('补充材料')).toContain('哪些材料')
    const preview = await seat.type('补充材料 营业执照；购买凭证；照片')
    expect(preview).toContain('│ 1. 营业执照')
    expect(await seat.type('嗯')).toContain('还没有发出')
    expect(await seat.type('改 营业执照；购买凭证')).not.toContain('照片')
    expect((await s.delivered()).filter((m) => m.to === ENTERPRISE)).toHaveLength(1)
    expect(await seat.type('确认')).toContain('已请企业补充 2 项材料')
    const [asked] = (await s.delivered()).filter((m) => m.to === ENTERPRISE)
    expect(asked?.text.split('\n').map((l) => `  │ ${l}`)).toEqual((await seat.printed().split('企业将收到：\n').at(-1))?.split('\n').filter((l) => l.startsWith('  │')))

    expect(await seat.type('确认')).toContain('没有等待确认的内容')
    await s.say(ENTERPRISE, `补充材料 ${number} 执照号 12345`)
    await seat.type('看')
    await seat.type('回复 您好\\n收到')
    expect(await seat.type('放弃')).toContain('没有发出')
    await seat.type('回复 收到')
    expect(await seat.type('看 1')).toContain('（刚才等待确认的内容没有发出。）')
    expect(await seat.type('确认')).toContain('没有等待确认的内容')
    await seat.type('回复 收到')
    expect(await seat.type('历史')).toContain('要求补充材料')
    expect(await seat.type('y')).toContain('已回复企业')
    expect((await caseOf(s.store, number)).answers.map((a) => a.text)).toEqual(['收到'])

    expect(await seat.type('个人信息 电话核实')).toMatch(PERSONAL)
    expect(await seat.type('历史')).toContain('查看个人信息')
    expect(await seat.type('备注 态度好')).toContain('已备注')
    expect(await seat.type('结束对话')).toContain('知问继续为企业解答')
    expect(await seat.type('转办 火星局 试试')).toContain('目录里没有这个部门')
    expect(await seat.type('转办 审批处 涉及地理标志')).toContain('已提出转办至行政审批处')
    expect(await seat.type('办结 已解决 好')).toContain('转办还在等对方接收')

    const other = await sit(approval)
    expect(await other.type('接单 1')).toContain('请输入“接收”或“退回 <原因>”')
    expect(await other.type('接收 1')).toContain('已接收，由您办理')
    await other.type('办结 1 已指导')
    expect(await other.type('改 已答复指导 已电话指导')).toContain('结果：已答复指导。\n  │ 已电话指导')
    expect(await other.type('确认')).toContain('已办结（已答复指导）')
    expect(await caseOf(s.store, number)).toMatchObject({ status: 'closed', closed: { result: '已答复指导', words: '已电话指导' } })
  })

  it('keeps what he wrote when the case moves under his hands, shows it, and sends only after another word', async () => {
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    const seat = await sit(anshan)
    await seat.type('1')
    await seat.type('回复 没有收到您的材料')
    await s.say(ENTERPRISE, `补充材料 ${number} 执照号 12345`)
    const moved = await seat.type('确认')
    expect(moved).toContain('案件刚有变化，没有办理')
    expect(moved).toContain('企业补充：执照号 12345')
    expect(moved).toContain('您写的还在')
    expect((await caseOf(s.store, number)).answers).toEqual([])
    expect(await seat.type('改 材料收到')).toContain('│ 材料收到')
    await seat.type('确认')
    expect((await caseOf(s.store, number)).answers.map((a) => a.text)).toEqual(['材料收到'])
  })

  it('shows the words of the enterprise as they come, and what others did', async () => {
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'reply', text: '您好', confirmed: true })
    const seat = await sit(anshan, 20)
    await seat.type('1')
    await s.say(ENTERPRISE, '在吗')
    await vi.waitFor(() => expect(seat.printed()).toContain('：在吗'), { timeout: 5_000 })
    // In the same second as the first.
    await s.say(ENTERPRISE, '急')
    await vi.waitFor(() => expect(seat.printed()).toMatch(/：在吗[\s\S]*：急/), { timeout: 5_000 })
    await vi.waitFor(() => expect(seat.printed()).toContain(`〔通知〕案件 ${number}：企业发来消息，请查看。`), { timeout: 5_000 })
    expect(seat.printed().match(/：在吗/g)).toHaveLength(1)
    await s.did(anshanChief, number, { kind: 'transfer', department: '行政审批处', reason: '改由审批处办' })
    await vi.waitFor(() => expect(seat.printed()).toContain(`〔变化〕${number}：现在转办中`), { timeout: 5_000 })
  })

  it('shows with his own answer what the enterprise wrote while he typed it', async () => {
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    await s.did(anshan, number, { kind: 'reply', text: '您好', confirmed: true })
    const seat = await sit(anshan)
    await seat.type('1')
    await s.say(ENTERPRISE, '照片要几张')
    await seat.type('回复 请发三张照片')
    const sent = await seat.type('确认')
    expect(sent).toContain('：照片要几张')
    expect(await seat.type('历史')).not.toContain('：照片要几张')
  })

  it('takes several pasted lines as what they are where each is a command', async () => {
    await s.request(ENTERPRISE)
    const seat = await sit(anshan)
    expect(await seat.type('看 1', '接单', '备注 一次写完')).toMatch(/已接单[\s\S]*已备注/)
  })
})

describe('files', () => {
  it('are listed, and saved where he says, once, for himself alone; each is recorded', async () => {
    const number = await s.request(ENTERPRISE)
    await s.say(ENTERPRISE, `补充材料 ${number}`, [await photo('现场.png')])
    await s.did(anshan, number, { kind: 'accept' })
    const seat = await sit(anshan)
    await seat.type('1')
    expect(await seat.type('文件')).toMatch(/1\. 现场\.png　image\/png　\d+ 字节/)
    expect(await seat.type(`保存 1 ${folder}`)).toContain('已存到')
    const saved = join(folder, '现场.png')
    expect(readFileSync(saved, 'utf8')).toBe('现场.png')
    expect(statSync(saved).mode & 0o777).toBe(0o600)
    expect(await seat.type(`保存 1 ${saved}`)).toContain('没有覆盖')
    expect(await seat.type('保存 2 x.png')).toContain('没有第 2 份文件')
    expect(await seat.type(`保存 1 ${join(folder, 'no/where.png')}`)).toContain('没有存成')
    expect((await s.store.keeping.records(number)).filter((r) => r.detail.includes('取出'))).toHaveLength(3)
    writeFileSync(saved, '')
  })

  it('are added from his machine to his next answer, named in the preview, and sent after it', async () => {
    const number = await s.request(ENTERPRISE)
    await s.did(anshan, number, { kind: 'accept' })
    await s.delivered()
    const [paper, bad] = [join(folder, '受理通知书.pdf'), join(folder, 'a.sh')]
    writeFileSync(paper, '%PDF-1.4\n%%EOF')
    writeFileSync(bad, '#!/bin/sh')
    const seat = await sit(anshan)
    expect(await seat.type(`附件 ${paper}`)).toContain('先打开一件')
    await seat.type('1')
    expect(await seat.type(`附件 ${bad}`)).toContain('“a.sh”没能附上：')
    expect(await seat.type(`附件 ${folder}/没有.pdf`)).toContain('没有读到文件')
    expect(await seat.type('回复 请看附件')).not.toContain('附文件')
    // Added while the answer awaits his word: shown anew.
    expect(await seat.type(`附件 "${paper}"`)).toContain('附文件 1 份：受理通知书.pdf')
    expect(await seat.type('改 请看附件，周五前回复')).toContain('附文件 1 份：受理通知书.pdf')
    expect(await seat.type('确认')).toContain('已回复企业，附文件 1 份。')
    const sent = await s.store.claim('w', s.now, 60_000, 10, 'wechat')
    expect(sent.map((m) => (m.body as { text: string }).text)).toEqual([expect.stringContaining('附文件 1 份：受理通知书.pdf')])
    expect(await seat.type('文件')).toContain('受理通知书.pdf　application/pdf　14 字节　发给企业')
    expect(await seat.type('历史')).toContain('回复企业，附 受理通知书.pdf')
    // What was added goes out once.
    expect(await seat.type('回复 还有一句')).not.toContain('附文件')
    await seat.type('放弃')
  })
})
