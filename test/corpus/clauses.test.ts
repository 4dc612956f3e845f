/** The clauses: they tile each body, carry the numbers and headings the notices print, and a body that does not parse is refused by line. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { DeskError } from '../../src/errors.ts'

const FOLDER = join(import.meta.dirname, '../../corpus')
const files = readCorpusFolder(FOLDER)
const corpus = buildCorpus(files)
const body = (id: string) => readFileSync(join(FOLDER, 'notices', id, 'body.txt'), 'utf8')

type Row = readonly [ordinal: number | 'end', printed: string, heading: string]

/** Written by hand from the notices: what each prints before and as the name of its measures. */
const PRINTED: Record<string, readonly Row[]> = {
  'cnipa-2017-733': [
    [0, '前言', '关于抓紧落实专利质押融资有关工作的通知'],
    [1, '一、', '加快扩大工作覆盖面'],
    [2, '二、', '抓紧建立健全风险分担及补偿机制'],
    [3, '三、', '加强项目对接与服务'],
    [4, '四、', '完善质权风险管理'],
    [5, '五、', '开展专利权质押登记试点'],
    ['end', '结尾', '结尾'],
  ],
  'cnipa-2018-32': [
    [0, '前言', '关于知识产权服务民营企业创新发展若干措施的通知'],
    [1, '一、', '依法严格保护民营企业知识产权'],
    [2, '二、', '加强民营企业知识产权快速协同保护'],
    [3, '三、', '扩大民营企业知识产权质押融资覆盖面'],
    [4, '四、', '引导知识产权运营基金服务民营企业创新发展'],
    [5, '五、', '深入实施中小企业知识产权战略推进工程'],
    [6, '六、', '支持知识产权服务业发展'],
    [7, '七、', '推进知识产权便利化服务'],
    [8, '八、', '加强知识产权信息公共服务'],
    [9, '九、', '加大民营企业知识产权人才培养力度'],
    [10, '十、', '提高民营企业知识产权意识'],
    ['end', '结尾', '结尾'],
  ],
  'cnipa-2021-22': [
    [0, '前言', '国家知识产权局关于促进和规范知识产权运营工作的通知'],
    [1, '一、', '提高认识，协同有序推进知识产权运营工作'],
    [2, '二、', '完善激励，激发知识产权转移转化活力'],
    [3, '三、', '分类指导，优化知识产权运营服务供给'],
    [4, '四、', '拓宽渠道，推进知识产权运营供需对接'],
    [5, '五、', '支撑转化，促进加强知识产权融资服务'],
    [6, '六、', '助推实施，引导知识产权高效有序流转'],
    [7, '七、', '畅通流转，提升知识产权评估服务能力'],
    [8, '八、', '完善环境，加强知识产权交易信息监测和信用监管'],
    [9, '九、', '规范运行，加强知识产权运营平台管理'],
    [10, '十、', '严格监督，完善知识产权运营资金使用管理'],
    [11, '十一、', '强化责任，推进知识产权运营绩效提升'],
    [12, '十二、', '完善保障，促进能力提升'],
    ['end', '结尾', '结尾'],
  ],
  'ln-2022-6': [
    [0, '前言', '关于印发《辽宁省知识产权局助力市场主体纾困解难工作举措》的通知'],
    [1, '（一）', '提高知识产权质押融资的普及度和惠益面'],
    [2, '（二）', '做好知识产权质押登记便利化服务'],
    [3, '（三）', '加快推进知识产权质押融资工作'],
    [4, '（四）', '优化知识产权扶持政策'],
    [5, '（五）', '加快实施知识产权运用相关项目'],
    [6, '（六）', '支持受疫情影响的地理标志产品生产销售'],
    [7, '（七）', '加大知识产权行政保护力度'],
    [8, '（八）', '健全知识产权快速协同保护机制'],
    [9, '（九）', '完善知识产权公共服务体系'],
    [10, '（十）', '完善知识产权业务办理'],
  ],
}
const IDS = Object.keys(PRINTED)

it('the corpus holds four notices and forty-four clauses', () => {
  expect(corpus.notices.map((n) => n.id)).toEqual(IDS)
  expect(corpus.clauses).toHaveLength(44)
  expect(new Set(corpus.clauses.map((c) => c.id)).size).toBe(44)
})

it.each([
  ['cnipa-2017-733', '国知办函管字〔2017〕733号', '2017-10-19', '全国', '国家知识产权局办公室'],
  ['cnipa-2018-32', '国知发管字〔2018〕32号', '2018-12-07', '全国', '国家知识产权局'],
  ['cnipa-2021-22', '国知发运字〔2021〕22号', '2021-07-27', '全国', '国家知识产权局'],
  ['ln-2022-6', '辽知发〔2022〕6号', '2022-05-10', '辽宁', '辽宁省知识产权局'],
])('%s is %s of %s, binding in %s, and its body says so', (id, number, issued, region, issuer) => {
  const notice = corpus.notice(id)
  expect([notice.number, notice.issued, notice.region, notice.issuer]).toEqual([number, issued, region, issuer])
  const [year, month, day] = issued.split('-').map(Number)
  expect(notice.body).toContain(number)
  expect(notice.body).toContain(`${year}年${month}月${day}日`)
  expect(notice.body).toContain(`${issuer}\n`.trim())
  expect(notice.body).toContain(notice.title)
})

describe.each(IDS)('the clauses of %s', (id) => {
  const { clauses } = corpus.notice(id)

  it('carry the ids, numbers and headings printed', () => {
    expect(clauses.map((c) => [c.id, c.ordinal, c.printed, c.heading])).toEqual(
      (PRINTED[id] as Row[]).map(([n, printed, heading]) => [`${id}#${n}`, n, printed, heading]),
    )
  })

  it('tile the body: every character belongs to exactly one', () => {
    expect(corpus.notice(id).body).toBe(body(id))
    expect(clauses[0]?.start).toBe(0)
    expect(clauses.at(-1)?.end).toBe(body(id).length)
    clauses.slice(1).forEach((c, i) => {
      expect(c.start, c.id).toBe(clauses[i]?.end)
    })
    expect(clauses.map((c) => c.text).join('')).toBe(body(id))
    for (const c of clauses) expect(c.text.trim().length, c.id).toBeGreaterThan(20)
  })

  it('begin at the beginning of a line with the number printed, after the heading of a part where there is one', () => {
    for (const c of clauses.slice(1)) {
      expect(body(id)[c.start - 1], c.id).toBe('\n')
      if (typeof c.ordinal === 'number')
        expect(
          c.text.split('\n').some((line) => line.startsWith(c.printed + c.heading)),
          c.id,
        ).toBe(true)
    }
  })

  it('are labelled as a citation shows them', () => {
    for (const c of clauses) expect(c.label).toBe(corpus.notice(id).number + (typeof c.ordinal === 'number' && c.ordinal > 0 ? c.printed : `（${c.printed}）`))
  })

  it('hold sentences, charges and facts whose spans are their text and lie inside', () => {
    for (const c of clauses) {
      expect(c.text).toBe(body(id).slice(c.start, c.end))
      expect(c.sentences.length, c.id).toBeGreaterThan(0)
      let at = c.start
      for (const s of c.sentences) {
        expect(body(id).slice(s.start, s.end), c.id).toBe(s.text)
        expect(s.clause).toBe(c.id)
        expect(body(id).slice(at, s.start).trim(), `${c.id}: nothing between sentences`).toBe('')
        expect(s.start).toBeGreaterThanOrEqual(at)
        at = s.end
      }
      expect(body(id).slice(at, c.end).trim(), `${c.id}: nothing after the last sentence`).toBe('')
      for (const f of c.facts) {
        expect(body(id).slice(f.start, f.end), `${c.id} ${f.kind}`).toBe(f.text)
        expect(
          c.sentences.some((s) => s.start <= f.start && f.end <= s.end),
          `${c.id} ${f.text} lies in a sentence`,
        ).toBe(true)
      }
      for (const d of c.charges) {
        const said = body(id).slice(d.start, d.end)
        const entry = corpus.departments.find((b) => b.name === d.name)
        expect(d.start >= c.start && d.end <= c.end, `${c.id} ${d.name}`).toBe(true)
        expect([entry?.name, ...(entry?.aliases ?? []), '各市', '沈抚示范区知识产权局'], `${c.id}: ${said}`).toContain(said)
      }
    }
  })

  it('are cut into sentences a phone can show', () => {
    for (const c of clauses) for (const s of c.sentences) if (s.text.length > 300) expect.fail(`${c.id}: a sentence of ${s.text.length} characters`)
  })
})

it('the measures of the Liaoning notice stand in its four parts', () => {
  expect(corpus.notice('ln-2022-6').clauses.map((c) => c.part)).toEqual([null, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4])
  expect(corpus.clause('ln-2022-6#4').text.startsWith('二、加快知识产权转移转化，促进转化成果惠企强企\n（四）')).toBe(true)
})

it.each(['ln-2022-6#11', 'ln-2022-6#end', 'cnipa-2018-32#11', 'cnipa-2099-1#1', ''])('there is no clause %j, and asking for it says so', (id) => {
  expect(() => corpus.clause(id)).toThrow(expect.objectContaining({ code: 'corpus-missing', message: expect.stringContaining(id) }))
})

describe('a corpus that does not parse is refused', () => {
  const without = (id: string, change: { particulars?: (text: string) => string; body?: (text: string) => string }) => () =>
    buildCorpus({
      ...files,
      notices: files.notices.map((n) => (n.id === id ? { ...n, particulars: (change.particulars ?? String)(n.particulars), body: (change.body ?? String)(n.body) } : n)),
    })

  it.each([
    ['a missing clause', 'cnipa-2018-32', /^四、.*\n/m, '', '第 8 行', '第 4 条'],
    ['a doubled clause', 'cnipa-2018-32', /^(四、.*\n)/m, '$1$1', '第 9 行', '第 5 条'],
    ['two clauses exchanged', 'cnipa-2017-733', /^三、(.*)$/m, '四、$1', '第 9 行', '第 3 条'],
    ['a missing measure in brackets', 'ln-2022-6', /^（二）.*\n/m, '', '第 13 行', '第 2 条'],
    ['a doubled measure in brackets', 'ln-2022-6', /^（十）/m, '（九）', '第 31 行', '第 10 条'],
    ['no clauses at all', 'ln-2022-6', /^[\s\S]*$/, '关于一事的通知\n没有条文\n', '第 3 行', '带编号的条文'],
    ['another closing', 'cnipa-2021-22', /^各级知识产权管理部门要按照通知要求/m, '各地要照办', '第', '结尾段“各级知识产权管理部门要按照通知要求…”'],
    ['no closing', 'cnipa-2018-32', /^各地方知识产权局要高度重视[\s\S]*/m, '', '第', '结尾段“各地方知识产权局要高度重视…”'],
  ])('for %s, naming notice, line and what was expected', (_, id, pattern, to, line, expected) => {
    const broken = without(id, { body: (text) => text.replace(pattern, to) })
    expect(broken).toThrow(DeskError)
    expect(broken).toThrow(
      expect.objectContaining({
        code: 'corpus-clause',
        message: expect.stringContaining(`${id} ${line}`),
        remedy: expect.stringContaining(`corpus/notices/${id}/body.txt`),
      }),
    )
    expect(broken).toThrow(`应为${expected}`)
  })

  const field = (change: (raw: Record<string, unknown>) => unknown) => (text: string) => JSON.stringify(change(JSON.parse(text)))
  it.each([
    ['is not JSON', (text: string) => text.slice(1), 'corpus-json', /corpus\/notices\/ln-2022-6\/notice\.json 不是合法的 JSON/],
    ['has no date', field(({ issued: _, ...rest }) => rest), 'corpus-shape', /notice\.json 的 issued：/],
    ['has a date that is none', field((raw) => ({ ...raw, issued: '2022-13-10' })), 'corpus-shape', /的 issued：/],
    ['has an odd number', field((raw) => ({ ...raw, number: '辽知发[2022]6号' })), 'corpus-shape', /的 number：文号应形如/],
    ['has a field unknown', field((raw) => ({ ...raw, colour: 'red' })), 'corpus-shape', /colour/],
    [
      'has a mend without a ground',
      field((raw) => ({ ...raw, restore: { from: 'a', to: 'b', drop: [], mends: [{ before: 'x', after: 'y', at: 1, ground: '' }] } })),
      'corpus-shape',
      /restore\.mends\.0\.ground/,
    ],
    ['names another notice', field((raw) => ({ ...raw, id: 'ln-2022-7' })), 'corpus-id', /ln-2022-6.*id 是 ln-2022-7/],
  ])('when notice.json %s', (_, particulars, code, message) => {
    const broken = without('ln-2022-6', { particulars })
    expect(broken).toThrow(expect.objectContaining({ name: 'DeskError', code }))
    expect(broken).toThrow(message)
  })

  it('when the directory of departments lacks a name', () => {
    const broken = () => buildCorpus({ ...files, departments: '[{"aliases":[],"region":"辽宁","parent":null}]' })
    expect(broken).toThrow(/corpus\/departments\.json 的 0\.name/)
  })

  it('when a file is missing, naming it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhiwen-corpus-'))
    mkdirSync(join(folder, 'notices', 'ln-2022-6'), { recursive: true })
    expect(() => readCorpusFolder(folder)).toThrow(expect.objectContaining({ code: 'corpus-file', message: expect.stringContaining(join('ln-2022-6', 'notice.json')) }))
    rmSync(folder, { recursive: true })
  })
})
