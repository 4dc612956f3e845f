/** The roll: ids from names, departments by any of their names, files of officers read all or not at all, codes that are printed once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOfCode, newCode } from '../../src/officer/code.ts'
import { departmentCalled, type Enrolled, idFor, readCsv, readRoll, roleCalled, slackCalled } from '../../src/officer/roll.ts'
import { anshan, bytes, corpus, dalian } from '../cases/sample.ts'

const there: readonly Enrolled[] = [
  { ...anshan, slack: null },
  { ...dalian, slack: 'U0DALIAN' },
]
const roll = (text: string, existing: readonly Enrolled[] = []) => readRoll(text, existing, corpus.departments)

describe('an id', () => {
  it('is how the name sounds, short, and never taken twice', () => {
    expect(idFor('赵一', new Set())).toBe('zhaoyi')
    expect(idFor('赵一', new Set(['zhaoyi']))).toBe('zhaoyi2')
    expect(idFor('赵一', new Set(['zhaoyi', 'zhaoyi2']))).toBe('zhaoyi3')
    expect(idFor('Anna Lee', new Set())).toBe('annalee')
    expect(idFor('🙂', new Set())).toBe('officer')
    for (const name of ['吕布', '单雄信', '欧阳修', '尼格买提·热合曼']) expect(idFor(name, new Set())).toMatch(/^[a-z]{4,20}$/)
  })
})

describe('what an administrator says', () => {
  it('is read by any name, and otherwise told what there is', () => {
    expect(departmentCalled('鞍山', corpus.departments)).toBe('鞍山市知识产权局')
    expect(departmentCalled(' 审批处 ', corpus.departments)).toBe('行政审批处')
    for (const said of ['鞍山那边', '各市知识产权局', '国家知识产权局', '']) expect(() => departmentCalled(said, corpus.departments), said).toThrow(/目录里没有部门/)
    expect([roleCalled('负责人'), roleCalled(' CHIEF '), roleCalled('值班')]).toEqual(['chief', 'chief', 'duty'])
    expect(() => roleCalled('boss')).toThrow(/officer（经办人）、chief（负责人）/)
    expect([slackCalled('u0abcdef'), slackCalled('<@W12345>')]).toEqual(['U0ABCDEF', 'W12345'])
    for (const said of ['赵一', 'C12345', '@zhao']) expect(() => slackCalled(said), said).toThrow(/成员 ID/)
  })
})

describe('a file of officers', () => {
  it('is read with or without a heading, in any order of columns, as spreadsheets write it', () => {
    const expected = [
      { id: 'zhaoyi', name: '赵一', department: '鞍山市知识产权局', city: '鞍山', role: 'chief', active: true, slack: null },
      { id: 'qianer', name: '钱二', department: '行政审批处', city: null, role: 'officer', active: true, slack: 'U0QIANER' },
    ]
    for (const text of [
      '姓名,部门,角色,Slack\n赵一,鞍山市知识产权局,负责人,\n钱二,行政审批处,,U0QIANER\n',
      '\uFEFF部门,slack,姓名,角色\r\n鞍山,,赵一,chief\r\n审批处,U0QIANER,钱二,\r\n\r\n',
      '赵一\t鞍山市局\t负责人\n钱二\t审批处\t经办人\tU0QIANER',
      '"姓名","部门","角色","Slack"\n"赵一","鞍山","负责人",""\n\n"钱二","审批处","","u0qianer"',
    ])
      expect(roll(text), text).toEqual({ kind: 'read', added: expected, changed: [], same: 0 })
  })

  it('read twice changes nothing the second time; who is there already is changed where it says so', () => {
    const text = '赵一,鞍山,负责人\n李四,大连市知识产权局\n'
    expect(roll(text, there)).toEqual({ kind: 'read', added: [], changed: [{ ...anshan, role: 'chief', slack: null }], same: 1 })
    expect(roll(text, [{ ...anshan, role: 'chief', slack: null }, there[1] as Enrolled])).toEqual({ kind: 'read', added: [], changed: [], same: 2 })
    expect(roll('赵一,鞍山', [{ ...anshan, active: false, slack: null }])).toMatchObject({ changed: [{ id: 'a1', active: true }] })
  })

  it('with one bad line is not read at all, and every bad line is named', () => {
    const bad = roll('姓名,部门,角色,Slack\n赵一,鞍山,,\n,大连,,\n钱二,火星局,,\n孙三,大连,boss,\n赵一,鞍山市局,,\n周五,大连,,邮箱\n吴六,大连,,U0DALIAN\n', [
      there[1] as Enrolled,
    ])
    expect(bad).toEqual({
      kind: 'bad',
      problems: [
        { line: 3, what: '缺少姓名' },
        { line: 4, what: '目录里没有部门“火星局”' },
        { line: 5, what: '没有角色“boss”' },
        { line: 6, what: '与第 2 行重复：赵一 鞍山市知识产权局' },
        { line: 7, what: '“邮箱”不是 Slack 成员 ID' },
        { line: 8, what: 'Slack 账号 U0DALIAN 已经登记给 李四 大连市知识产权局' },
      ],
    })
    for (const text of ['', '\n\n', '姓名,部门\n']) expect(roll(text)).toMatchObject({ kind: 'bad', problems: [{ what: '文件里没有经办人' }] })
  })

  it('is counted in lines as an editor counts them, whatever stands in quotes', () => {
    expect(readCsv('a,"x\ny""z"\r\n\r\nb,c')).toEqual([
      { line: 1, cells: ['a', 'x\ny"z'] },
      { line: 4, cells: ['b', 'c'] },
    ])
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['read', 'bad']).toContain(roll(text).kind)
      }),
      { numRuns: 1_000, seed: 3 },
    )
  })
})

describe('a one-time code', () => {
  it('is twelve characters that can be read aloud, and is known by its hash however it is typed', () => {
    const code = newCode(bytes(1))
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    expect(newCode(bytes(2))).not.toBe(code)
    const hash = hashOfCode('a1', code)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) expect(hashOfCode('a1', typed)).toBe(hash)
    expect(hashOfCode('a2', code)).not.toBe(hash)
    expect(() => newCode(new Uint8Array(5))).toThrow(/随机字节/)
  })
})
