/** `npm run officers`: the roll as whoever runs the machine keeps it, and every mistake said with what to do. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from './run-command.ts'

describe('officers', () => {
  const ROLL = mkdtempSync(join(tmpdir(), 'zhiwen-roll-'))
  afterAll(() => rmSync(ROLL, { recursive: true, force: true }))
  const roll = (...args: string[]) => run(['officers', '--', ...args], ROLL)
  const good = async (...args: string[]) => {
    const { out, err, status } = await roll(...args)
    expect([status, err], out).toEqual([0, ''])
    return out
  }
  const bad = async (...args: string[]) => {
    const { out, err, status } = await roll(...args)
    expect([status, out], err).toEqual([1, ''])
    expect(err).toContain('→')
    expect(err).not.toMatch(/\n\s+at /)
    return err
  }

  it('are added with an id and the city of their department, listed, changed, and leave', async () => {
    expect(await good('list')).toContain('名册是空的')
    expect(await good('add', '赵一', '--department', '鞍山市知识产权局')).toMatch(/编号 zhaoyi：鞍山市知识产权局（经办人，鞍山）\n经办台：npm start -- --officer zhaoyi/)
    expect(await bad('add', '赵一', '--department', '鞍山')).toMatch(/已有赵一（编号 zhaoyi）[\s\S]*--namesake/)
    expect(await good('add', '赵一', '--department', '大连市局', '--role', 'chief', '--slack', 'U0ABCDEF')).toContain('编号 zhaoyi2：大连市知识产权局（负责人，大连）')
    expect(await bad('change', '赵一', '--role', 'duty')).toMatch(/2 位“赵一”[\s\S]*zhaoyi（鞍山市知识产权局）、zhaoyi2（大连市知识产权局）/)
    expect(await good('change', 'zhaoyi', '--role', '值班')).toContain('值班')
    expect(await good('leave', 'zhaoyi2')).toContain('名下没有未办结的案件')
    const listed = await good('list')
    expect(listed).toMatch(/鞍山市知识产权局\n {2}zhaoyi {6}　赵一　值班　通知在经办台/)
    expect(listed).toMatch(/zhaoyi2 {5}　赵一　负责人　Slack U0ABCDEF　已离岗/)
  }, 120_000)

  it('have rooms, one-time codes that are printed once and kept as a hash, and a whole roll from a file or nothing', async () => {
    expect(await good('room', '鞍山', '--slack', 'C0ABCDEF')).toContain('C0ABCDEF')
    expect(await good('room', '鞍山', '--none')).toContain('不再有频道')
    await good('add', '陈十', '--department', '省局', '--role', 'duty')
    const code = (await good('code', '陈十')).split('\n')[0] as string
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    const kept = readdirSync(ROLL)
      .filter((name) => name.startsWith('zhiwen.sqlite'))
      .map((name) => readFileSync(join(ROLL, name), 'latin1'))
      .join()
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
    const file = join(ROLL, 'roll.csv')
    writeFileSync(file, '姓名,部门,角色\n钱二,本溪,\n孙三,火星,\n')
    expect(await bad('import', file)).toMatch(/第 3 行：目录里没有部门“火星”/)
    expect(await good('list')).not.toContain('钱二')
    // GB 18030, as Chinese Windows writes it: 钱二,本溪
    writeFileSync(file, Buffer.from([0xc7, 0xae, 0xb6, 0xfe, 0x2c, 0xb1, 0xbe, 0xcf, 0xaa, 0x0a]))
    expect(await good('import', file)).toContain('新登记 1 位')
    expect(await good('list')).toMatch(/本溪市知识产权局\n {2}qianer/)
  }, 120_000)

  it('wrongly asked for are told how', async () => {
    expect((await roll()).out).toContain('用法')
    for (const args of [
      ['dance'],
      ['add'],
      ['add', '钱二'],
      ['add', '钱二', '--department', '火星'],
      ['leave', '无此人'],
      ['change', 'chenshi'],
      ['room', '鞍山'],
      ['add', 'x', '--colour', 'red'],
      ['import', 'no-such.csv'],
    ])
      expect(await bad(...args), args.join(' ')).toBeTruthy()
  }, 120_000)

  it('sit down at their desk in the terminal; who is not on the roll, has left, or shares a name is told so', async () => {
    await good('add', '周五', '--department', '营口')
    await good('add', '周五', '--department', '盘锦')
    await good('add', '冯九', '--department', '盘锦')
    await good('leave', '冯九')
    const start = (...args: string[]) => run(['start', '--', ...args], ROLL, { input: '帮助\n退出\n' })
    const seat = await start('--officer', 'zhouwu')
    expect([seat.status, seat.err]).toEqual([0, ''])
    expect(seat.out).toMatch(/经办台　营口市知识产权局 周五[\s\S]*我的案件：没有[\s\S]*转办 <部门> <原因>[\s\S]*再见。/)
    for (const [who, words] of [
      ['周五', /2 位“周五”[\s\S]*zhouwu（营口市知识产权局）、zhouwu2（盘锦市知识产权局）/],
      ['冯九', /已不在岗/],
      ['无此人', /名册上没有“无此人”/],
    ] as const) {
      const { out, err, status } = await start('--officer', who)
      expect([status, out]).toEqual([1, ''])
      expect(err).toMatch(words)
    }
    for (const args of [['--officer'], ['周五'], ['--clerk', 'x']]) expect((await start(...args)).err).toContain('npm start -- --officer')
  }, 120_000)
})
