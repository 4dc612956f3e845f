/** What is read from the clauses, held against expectations written by hand from the notices. */
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { modality } from '../../src/corpus/facts.ts'
import type { Fact } from '../../src/corpus/notice.ts'

const corpus = buildCorpus(readCorpusFolder('corpus'))
const charged = (id: string) => corpus.clause(id).charges.map((c) => c.name)
const facts = (id: string, kind: Fact['kind']) => corpus.clause(id).facts.filter((f) => f.kind === kind)
const texts = (id: string, kind: Fact['kind']) => facts(id, kind).map((f) => f.text)

const CITIES = ['各市知识产权局', '沈抚示范区知识产权局']

describe('责任部门 of the Liaoning notice', () => {
  it.each([
    [1, [...CITIES, '知识产权运用促进处']],
    [2, ['知识产权服务处', '省知识产权保护中心']],
    [3, [...CITIES, '知识产权运用促进处']],
    [4, [...CITIES, '知识产权运用促进处', '知识产权服务处']],
    [5, [...CITIES, '知识产权运用促进处']],
    [6, [...CITIES, '行政审批处']],
    [7, [...CITIES, '知识产权保护处', '知识产权服务处']],
    [8, [...CITIES, '知识产权保护处']],
    [9, [...CITIES, '知识产权服务处']],
    [10, [...CITIES, '知识产权服务处', '省知识产权保护中心']],
  ])('of measure %i are those printed, in that order', (n, names) => {
    expect(charged(`ln-2022-6#${n}`)).toEqual(names)
  })

  it('stand in the 责任部门 line, 各市 for all the cities’ bureaus', () => {
    for (const clause of corpus.notice('ln-2022-6').clauses.slice(1)) {
      const line = clause.start + clause.text.indexOf('责任部门：')
      expect(line, clause.id).toBeGreaterThan(clause.start)
      for (const charge of clause.charges) expect(charge.start, `${clause.id} ${charge.name}`).toBeGreaterThan(line)
    }
    const [cities, shenfu] = corpus.clause('ln-2022-6#8').charges
    const { body } = corpus.notice('ln-2022-6')
    expect(body.slice(cities?.start, cities?.end)).toBe('各市')
    expect(body.slice(shenfu?.start, shenfu?.end)).toBe('沈抚示范区知识产权局')
  })

  it('are in the directory, which knows the clauses of each', () => {
    const of = (name: string) => corpus.departments.find((d) => d.name === name)?.charged
    const measures = (...ns: number[]) => ns.map((n) => `ln-2022-6#${n}`)
    expect(of('各市知识产权局')).toEqual(measures(1, 3, 4, 5, 6, 7, 8, 9, 10))
    expect(of('沈抚示范区知识产权局')).toEqual(measures(1, 3, 4, 5, 6, 7, 8, 9, 10))
    expect(of('知识产权运用促进处')).toEqual(measures(1, 3, 4, 5))
    expect(of('知识产权服务处')).toEqual(measures(2, 4, 7, 9, 10))
    expect(of('知识产权保护处')).toEqual(measures(7, 8))
    expect(of('行政审批处')).toEqual(measures(6))
    expect(of('省知识产权保护中心')).toEqual(measures(2, 10))
  })
})

describe('the bodies a national clause addresses', () => {
  it.each([
    ['cnipa-2017-733#2', ['国家专利质押融资风险补偿试点省份', '尚未建立风险补偿机制的省份']],
    ['cnipa-2017-733#3', ['省级知识产权局']],
    ['cnipa-2017-733#5', ['国家知识产权局']],
    ['cnipa-2018-32#1', []],
    ['cnipa-2018-32#2', ['各知识产权保护中心', '各知识产权维权援助中心']],
    ['cnipa-2018-32#3', ['各省（区、市）和副省级城市', '各知识产权运营服务体系建设重点城市']],
    ['cnipa-2018-32#4', ['中央财政引导支持的各重点产业知识产权运营基金', '各类知识产权运营基金']],
    ['cnipa-2018-32#6', ['各知识产权服务业集聚区']],
    ['cnipa-2018-32#7', ['各专利代办处受理窗口', '各地方知识产权局', '各专利审查协作中心', '各商标审查协作中心']],
    ['cnipa-2018-32#8', []],
    ['cnipa-2021-22#8', ['各级知识产权管理部门', '国家知识产权局']],
    ['cnipa-2021-22#12', ['各级知识产权管理部门', '国家知识产权局']],
  ])('of %s are %j', (id, names) => {
    expect(charged(id)).toEqual(names)
  })

  it.each(['cnipa-2017-733#end', 'cnipa-2018-32#end', 'cnipa-2021-22#end'])('are not read from the signature of %s', (id) => {
    const clause = corpus.clause(id)
    const signed = clause.start + clause.text.search(/^国家知识产权局(?:办公室)?(?: \d{4}年.*)?$/m)
    expect(signed).toBeGreaterThan(clause.start)
    expect(clause.charges.filter((c) => c.start >= signed).map((c) => c.name)).toEqual([])
  })
})

describe('figures, dates and limits', () => {
  const row = (id: string, kind: Fact['kind'], text: string) => facts(id, kind).find((f) => f.text === text)

  it.each([
    // ordinal; what the notice says; how strongly it binds, read in its sentence
    ['cnipa-2017-733#1', 'date', '2017年11月底前', '应'],
    ['cnipa-2017-733#1', 'frequency', '年均20%以上', '应'],
    ['cnipa-2017-733#1', 'date', '2018—2020年', '应'],
    ['cnipa-2017-733#1', 'date', '2018年6月底前', null],
    ['cnipa-2017-733#1', 'figure', '70%以上', null],
    ['cnipa-2017-733#1', 'figure', '50%以上', null],
    ['cnipa-2017-733#2', 'figure', '80%以上', '要'],
    ['cnipa-2017-733#2', 'date', '2018年上半年', '要'],
    ['cnipa-2017-733#end', 'date', '2017年12月1日前', null],
    ['cnipa-2018-32#2', 'frequency', '每月至少开展一次', '要'],
    ['cnipa-2018-32#3', 'date', '2018年底前', null],
    ['cnipa-2018-32#3', 'figure', '1场', null],
    ['cnipa-2018-32#3', 'figure', '20%', '应'],
    ['cnipa-2018-32#3', 'figure', '50%', '应'],
    ['cnipa-2018-32#4', 'figure', '2亿元', '要'],
    ['cnipa-2018-32#4', 'figure', '80%', '应'],
    ['cnipa-2018-32#5', 'figure', '20%以上', '鼓励'],
    ['cnipa-2018-32#6', 'limit', '10天', null],
    ['cnipa-2018-32#7', 'frequency', '每年至少组织2场', null],
    ['cnipa-2018-32#7', 'figure', '100人次以上', null],
    ['cnipa-2018-32#7', 'figure', '20人次以上', null],
    ['cnipa-2018-32#9', 'figure', '200人次以上', null],
    ['cnipa-2018-32#10', 'figure', '40周年', null],
    ['cnipa-2018-32#end', 'date', '年底前', '要'],
    ['cnipa-2018-32#end', 'date', '2018年12月7日', null],
    ['cnipa-2021-22#end', 'date', '2021年7月27日', null],
    ['cnipa-2021-22#end', 'date', '2021年7月28日', null],
    ['ln-2022-6#0', 'date', '2022年5月10日', null],
    ['ln-2022-6#2', 'limit', '1个工作日', '力争'],
    ['ln-2022-6#2', 'limit', '即刻办理', null],
    ['ln-2022-6#2', 'limit', '立等可取', null],
  ] as const)('%s states the %s %s, binding as %s', (id, kind, text, binding) => {
    expect(row(id, kind, text), texts(id, kind).join('、')).toMatchObject({ text, modality: binding })
  })

  it('of a limit say from when it runs where the notice says so', () => {
    expect(row('ln-2022-6#2', 'limit', '1个工作日')?.from).toBe('收到申请')
    expect(row('ln-2022-6#2', 'limit', '即刻办理')?.from).toBeNull()
    expect(row('cnipa-2018-32#6', 'limit', '10天')?.from).toBeNull()
  })

  it('are not found where a clause states none', () => {
    for (const id of ['cnipa-2021-22#2', 'cnipa-2021-22#6', 'cnipa-2018-32#8', 'ln-2022-6#3', 'ln-2022-6#7', 'ln-2022-6#9'])
      expect(
        corpus.clause(id).facts.filter((f) => ['date', 'limit', 'figure', 'frequency'].includes(f.kind)),
        id,
      ).toEqual([])
  })

  it('are all the limits there are: two clauses state one', () => {
    expect(corpus.clauses.filter((c) => c.facts.some((f) => f.kind === 'limit')).map((c) => c.id)).toEqual(['cnipa-2018-32#6', 'ln-2022-6#2'])
  })

  it('are not read from inside the title of a document', () => {
    for (const clause of corpus.clauses)
      for (const document of clause.facts.filter((f) => f.kind === 'document'))
        expect(
          clause.facts.filter((f) => f.kind === 'date' && f.start > document.start && f.end < document.end).map((f) => f.text),
          clause.id,
        ).toEqual([])
  })
})

describe('documents, places, contacts and scope', () => {
  it.each([
    [
      'cnipa-2017-733#0',
      'document',
      ['《国务院关于强化实施创新驱动发展战略进一步推进大众创业万众创新深入发展的意见》', '《国务院办公厅关于推广支持创新相关改革举措的通知》'],
    ],
    ['cnipa-2017-733#2', 'document', ['《关于引入专利质押融资保证保险完善专利质押融资风险补偿机制的通知》（国知办函管字〔2017〕96号）']],
    ['cnipa-2017-733#4', 'document', ['《担保法》', '《专利权质押登记办法》']],
    ['cnipa-2017-733#end', 'document', ['《关于推进2017年度专利质押融资工作若干事项的函》']],
    ['cnipa-2018-32#5', 'document', ['GB/T29490-2013', '《企业知识产权管理规范》']],
    ['ln-2022-6#1', 'document', ['《辽宁省知识产权质押融资风险补偿基金管理办法》']],
    ['ln-2022-6#4', 'document', ['《国家知识产权局关于持续严格规范专利申请行为的通知》']],
    ['cnipa-2021-22#5', 'document', []],
    ['cnipa-2021-22#0', 'place', ['新疆生产建设兵团', '四川省', '广东省']],
    ['cnipa-2018-32#3', 'place', ['副省级城市', '重点城市']],
    ['ln-2022-6#5', 'place', ['沈阳', '大连', '重点城市', '沈抚示范区']],
    ['ln-2022-6#8', 'place', ['沈阳', '辽宁', '大连', '沈抚示范区']],
    ['cnipa-2017-733#end', 'contact', ['010—62086660 62086575', 'gengzhongze@sipo.gov.cn']],
    ['cnipa-2021-22#end', 'contact', ['010—62083864']],
    ['cnipa-2018-32#end', 'contact', []],
    ['ln-2022-6#2', 'scope', ['疫情防控物资生产企业']],
    ['ln-2022-6#3', 'scope', ['受疫情影响较大但有发展前景的中小企业']],
    ['ln-2022-6#1', 'scope', ['创新型中小微企业']],
    ['cnipa-2017-733#4', 'scope', ['创新型中小企业']],
    ['ln-2022-6#10', 'scope', ['受疫情影响较大的中小微企业']],
  ] as const)('of %s: %s %j', (id, kind, expected) => {
    expect(texts(id, kind)).toEqual(expected)
  })

  it('a contact stands in two closings and nowhere else', () => {
    expect(corpus.clauses.filter((c) => c.facts.some((f) => f.kind === 'contact')).map((c) => c.id)).toEqual(['cnipa-2017-733#end', 'cnipa-2021-22#end'])
  })
})

describe('the word that binds', () => {
  it.each([
    ['力争1个工作日完成电子化登记', '力争'],
    ['国家级平台原则上不跨区域设立分平台', '原则上'],
    ['鼓励采取网上和邮寄方式提交', '鼓励'],
    ['可以申请开展专利权质押登记试点', '可以'],
    ['如确需设立，应由主管单位报国家知识产权局核准后设立', '应'],
    ['各地要积极制定有效措施', '要'],
    ['引导申请人全程线上办理', '引导'],
    ['支持资产评估机构开展知识产权价值评估', '支持'],
    ['鼓励并支持，应当力争', '力争'],
    ['对知识产权质押融资工作提出明确要求', null],
    ['按照《专利权质押登记办法》要求做好登记', null],
    ['提供快速反应、快速处理的援助服务', null],
    ['开发针对不同应用场景的评估工具', null],
    ['满足人民群众的需要', null],
    ['重要问题及时报告', null],
    ['放大资金引导效果', null],
    ['', null],
  ])('of “%s” is %s', (text, binding) => {
    expect(modality(text)).toBe(binding)
  })
})
