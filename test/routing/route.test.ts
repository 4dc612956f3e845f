/** Routing: the whole table of measures and regions against the text as a person reads it, and the text changed. */
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { regions, route, routingWords } from '../../src/routing/route.ts'

const files = readCorpusFolder('corpus')
const corpus = buildCorpus(files)
const go = (measure: string, region: string) => route(corpus, measure, region, corpus.departments)

/** The bureau of each region, typed by hand. */
const BUREAUS: readonly (readonly [region: string, bureau: string])[] = [
  ['沈阳', '沈阳市知识产权局'],
  ['大连', '大连市知识产权局'],
  ['鞍山', '鞍山市知识产权局'],
  ['抚顺', '抚顺市知识产权局'],
  ['本溪', '本溪市知识产权局'],
  ['丹东', '丹东市知识产权局'],
  ['锦州', '锦州市知识产权局'],
  ['营口', '营口市知识产权局'],
  ['阜新', '阜新市知识产权局'],
  ['辽阳', '辽阳市知识产权局'],
  ['盘锦', '盘锦市知识产权局'],
  ['铁岭', '铁岭市知识产权局'],
  ['朝阳', '朝阳市知识产权局'],
  ['葫芦岛', '葫芦岛市知识产权局'],
  ['沈抚示范区', '沈抚示范区知识产权局'],
]
/** Read off the printed notice, 责任部门 line by line: whether the enterprise's own bureau is named, the provincial divisions after it, and the line. */
const MEASURES: readonly (readonly [n: number, local: boolean, divisions: readonly string[], line: string])[] = [
  [1, true, ['知识产权运用促进处'], '责任部门：各市、沈抚示范区知识产权局，知识产权运用促进处'],
  [2, false, ['知识产权服务处', '省知识产权保护中心'], '责任部门：知识产权服务处，省知识产权保护中心'],
  [3, true, ['知识产权运用促进处'], '责任部门：各市、沈抚示范区知识产权局，知识产权运用促进处'],
  [4, true, ['知识产权运用促进处', '知识产权服务处'], '责任部门：各市、沈抚示范区知识产权局，知识产权运用促进处、知识产权服务处'],
  [5, true, ['知识产权运用促进处'], '责任部门：各市、沈抚示范区知识产权局，知识产权运用促进处'],
  [6, true, ['行政审批处'], '责任部门：各市、沈抚示范区知识产权局，行政审批处'],
  [7, true, ['知识产权保护处', '知识产权服务处'], '责任部门：各市、沈抚示范区知识产权局，知识产权保护处、知识产权服务处'],
  [8, true, ['知识产权保护处'], '责任部门：各市、沈抚示范区知识产权局，知识产权保护处'],
  [9, true, ['知识产权服务处'], '责任部门：各市、沈抚示范区知识产权局，知识产权服务处'],
  [10, true, ['知识产权服务处', '省知识产权保护中心'], '责任部门：各市、沈抚示范区知识产权局，知识产权服务处、省知识产权保护中心'],
]

describe('every measure of the Liaoning notice and every region', () => {
  it('goes where the printed line says, in its order, with the line as its ground', () => {
    const { body } = corpus.notice('ln-2022-6')
    const table: string[] = []
    for (const [n, local, divisions, line] of MEASURES)
      for (const [region, bureau] of BUREAUS) {
        const routing = go(`ln-2022-6#${n}`, region)
        expect(routing.departments, `${n} ${region}`).toEqual(local ? [bureau, ...divisions] : divisions)
        expect(routing).toMatchObject({ duty: false, reason: 'named', ground: { clause: `ln-2022-6#${n}`, quote: line } })
        expect(body.slice(routing.ground?.start, routing.ground?.end)).toBe(line)
        table.push(`（${n}）\t${region}\t${routing.departments.join('、')}`)
      }
    console.log(table.join('\n'))
    expect(table).toHaveLength(150)
  })

  it('are fifteen regions', () => {
    expect(regions(corpus.departments).sort()).toEqual(BUREAUS.map(([region]) => region).sort())
  })

  it('takes a city with its 市 for the same', () => {
    for (const [region] of BUREAUS.slice(0, 14)) expect(go('ln-2022-6#8', `${region}市`)).toEqual(go('ln-2022-6#8', region))
  })
})

describe('outside Liaoning', () => {
  it.each(['吉林', '长春', '北京', '深圳', '朝阳区', '辽宁', '各', '各市', '', '市', '__proto__', 'constructor', '中国'])(
    'nothing is routed to Liaoning from %j',
    (region) => {
      for (const clause of corpus.clauses) expect(go(clause.id, region)).toEqual({ departments: [], ground: null, duty: false, reason: 'other-region' })
    },
  )
})

describe('no department to be read', () => {
  it('sends what rests on the preamble to the officer on duty, with that reason', () => {
    expect(go('ln-2022-6#0', '鞍山')).toEqual({ departments: [], ground: null, duty: true, reason: 'no-department' })
  })

  it('sends what rests on a national clause to the officer on duty, never to bodies that are not of Liaoning', () => {
    for (const clause of corpus.clauses.filter((c) => c.notice !== 'ln-2022-6')) {
      const routing = go(clause.id, '鞍山')
      expect(routing).toMatchObject({ departments: [], duty: true, reason: 'national-clause' })
      if (routing.ground) expect(corpus.notice(clause.notice).body.slice(routing.ground.start, routing.ground.end)).toBe(routing.ground.quote)
    }
  })

  it('says every reason in both languages', () => {
    for (const routing of [go('ln-2022-6#8', '鞍山'), go('ln-2022-6#0', '鞍山'), go('cnipa-2018-32#2', '鞍山'), go('ln-2022-6#8', '长春')])
      for (const language of ['zh', 'en'] as const) expect(routingWords(routing, language)).not.toMatch(/undefined|null/)
    expect(routingWords(go('ln-2022-6#8', '鞍山'), 'zh')).toBe('由鞍山市知识产权局、知识产权保护处办理，依据“责任部门：各市、沈抚示范区知识产权局，知识产权保护处”')
  })
})

describe('the text decides', () => {
  const changed = (from: string, to: string) => {
    const notices = files.notices.map((n) => (n.id === 'ln-2022-6' ? { ...n, body: n.body.replace(from, to) } : n))
    const other = buildCorpus({ ...files, notices })
    return (measure: string, region: string) => route(other, measure, region, other.departments)
  }
  const LINE_6 = '责任部门：各市、沈抚示范区知识产权局，行政审批处'

  it.each([
    ['another order', '责任部门：行政审批处，各市、沈抚示范区知识产权局', '鞍山', ['行政审批处', '鞍山市知识产权局']],
    ['another division', '责任部门：各市、沈抚示范区知识产权局，知识产权保护处', '鞍山', ['鞍山市知识产权局', '知识产权保护处']],
    ['a division the directory does not know', '责任部门：各市、沈抚示范区知识产权局，地理标志处', '鞍山', ['鞍山市知识产权局', '地理标志处']],
    ['the cities without 沈抚示范区', '责任部门：各市知识产权局，行政审批处', '沈抚示范区', ['行政审批处']],
    ['沈抚示范区 without the cities', '责任部门：沈抚示范区知识产权局，行政审批处', '鞍山', ['行政审批处']],
    ['one city by name, for its own enterprises', '责任部门：丹东市知识产权局，行政审批处', '丹东', ['丹东市知识产权局', '行政审批处']],
    ['one city by name, for those of another', '责任部门：丹东市知识产权局，行政审批处', '鞍山', ['行政审批处']],
    ['a name twice', '责任部门：各市、沈抚示范区知识产权局，行政审批处、行政审批处', '鞍山', ['鞍山市知识产权局', '行政审批处']],
  ])('%s', (_, line, region, departments) => {
    const routing = changed(LINE_6, line)('ln-2022-6#6', region)
    expect(routing.departments).toEqual(departments)
    expect(routing.ground?.quote).toBe(line)
  })

  it('a measure that loses its line goes to the officer on duty', () => {
    expect(changed(LINE_6, '')('ln-2022-6#6', '鞍山')).toMatchObject({ departments: [], duty: true, reason: 'no-department' })
    expect(changed(LINE_6, '责任部门：沈阳市知识产权局')('ln-2022-6#6', '鞍山')).toMatchObject({
      departments: [],
      duty: true,
      reason: 'no-department',
      ground: { quote: '责任部门：沈阳市知识产权局' },
    })
  })
})

describe('a measure that does not exist', () => {
  it('is a bug of the caller', () => {
    expect(() => go('ln-2022-6#11', '鞍山')).toThrow(/没有 ln-2022-6#11/)
  })
})
