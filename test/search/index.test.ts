/** The index on disk: stamped, built once, rebuilt when what it was made from changes, and never taken half written. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openIndex } from '../../adapters/index/hnsw.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { TOPICS } from '../../src/corpus/desk-words.ts'
import type { Lessons } from '../../src/corpus/lessons.ts'
import { EMBEDDER, fold } from '../../src/search/embedder.ts'
import { featureReader } from '../../src/search/features.ts'
import { vocabulary } from '../../src/search/vocabulary.ts'

/** A notice of two measures: small enough to learn in a moment. */
const PARTICULARS = {
  id: 'tiny-2020-1',
  number: '小发〔2020〕1号',
  short: '1号文',
  title: '关于质押登记的通知',
  issuer: '小知识产权局',
  issued: '2020-01-02',
  region: '全国',
  numbering: 'line',
  closing: null,
  restore: { from: '关于', to: '通知', drop: [], mends: [] },
  notes: [],
}
const BODY = '关于质押登记的通知\n小发〔2020〕1号\n一、做好质押登记\n质押登记应当在3天内办完。\n二、做好维权援助\n维权援助要上门服务。\n'
const corpus = buildCorpus({
  notices: [{ id: PARTICULARS.id, particulars: JSON.stringify(PARTICULARS), body: BODY }],
  departments: '[]',
  glossary: '[]',
  desk: JSON.stringify(Object.fromEntries(TOPICS.map((t) => [t, { zh: '我是知问。', en: 'I am Zhiwen.' }]))),
})
const lessons: Lessons = {
  anticipated: ['质押登记几天', '登记质押多久', '质押登记要多久'].map((q) => ({ q, clauses: ['tiny-2020-1#1'], also: [], fact: '', voice: 'a' })),
  unanswered: ['质押登记多少钱', '登记多少钱'].map((q) => ({ q, reason: 'not-in-notices', group: 'near-miss', voice: 'a' })),
  about: [{ q: '你是谁', about: 'who', voice: 'a' }],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwen-index-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const homes = () => readdirSync(folder).sort()
const open = (source = 'one', give: () => Lessons = () => lessons, told: (share: number) => void = () => {}) => openIndex(folder, corpus, source, give, told)
const nothing = () => expect.fail('the lessons were read, so the index was built again')

describe('the index', () => {
  it('is built where there is none, with its progress told from 0 to 1', async () => {
    const told: number[] = []
    const { stamp } = await open(
      'one',
      () => lessons,
      (share) => told.push(share),
    )
    expect(homes()).toEqual([`index-${stamp}`])
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(JSON.parse(readFileSync(join(folder, `index-${stamp}`, 'stamp.json'), 'utf8'))).toMatchObject({ stamp, embedder: EMBEDDER })
  })

  it('is opened again without learning again, and holds the same numbers', async () => {
    const first = await open()
    const again = await open('one', nothing)
    expect(again.stamp).toBe(first.stamp)
    expect(again.learned).toEqual(first.learned)
    expect(again.learned.names.length).toBeGreaterThan(5)
  })

  it('finds an anticipated question when it is asked', async () => {
    const { learned, vectors } = await open()
    const words = vocabulary(learned.names, learned.idf)
    const near = await vectors.nearest(fold(words.vector(featureReader([])('登记质押多久'))), 20)
    const question = near.find((n) => n.kind === 'question')
    expect(question).toMatchObject({ clauses: ['tiny-2020-1#1'] })
    expect(question?.similarity).toBeGreaterThan(0.9)
    expect(question?.similarity).toBeLessThan(1.001)
    expect(near.map((n) => n.similarity)).toEqual(near.map((n) => n.similarity).sort((x, y) => y - x))
  })

  it('is rebuilt when what it was made from changes', async () => {
    const first = await open('one')
    const read = vi.fn(() => lessons)
    const second = await open('two', read)
    expect(read).toHaveBeenCalledOnce()
    expect(second.stamp).not.toBe(first.stamp)
    await open('one', nothing)
  })

  it('that was left half written is not taken for an index', async () => {
    const { stamp } = await open()
    const home = join(folder, `index-${stamp}`)
    rmSync(join(home, 'stamp.json'))
    const read = vi.fn(() => lessons)
    expect((await open('one', read)).stamp).toBe(stamp)
    expect(read).toHaveBeenCalledOnce()
    expect(existsSync(join(home, 'stamp.json'))).toBe(true)
  })

  it('is left whole when a build is interrupted', async () => {
    const { stamp } = await open('one')
    const before = statSync(join(folder, `index-${stamp}`, 'learned.bin')).mtimeMs
    const interrupted = open('two', () => {
      throw new Error('the lamp went out')
    })
    await expect(interrupted).rejects.toThrow('the lamp went out')
    const broken = open(
      'three',
      () => lessons,
      (share) => {
        if (share >= 0.95) throw new Error('the lamp went out late')
      },
    )
    await expect(broken).rejects.toThrow('late')
    expect(homes()).toEqual([`index-${stamp}`])
    await open('one', nothing)
    expect(statSync(join(folder, `index-${stamp}`, 'learned.bin')).mtimeMs).toBe(before)
  })

  it('is not read from a temporary folder that another build left behind', async () => {
    const { stamp } = await open('one')
    const home = join(folder, `index-${stamp}`)
    rmSync(home, { recursive: true })
    const left = `${home}.999999.tmp`
    mkdirSync(left)
    writeFileSync(join(left, 'stamp.json'), '{"stamp":"half"}')
    const read = vi.fn(() => lessons)
    await open('one', read)
    expect(read).toHaveBeenCalledOnce()
    expect(existsSync(join(home, 'learned.bin'))).toBe(true)
  })

  it('whose files were damaged is refused or rebuilt, not answered from', async () => {
    const { stamp } = await open('one')
    writeFileSync(join(folder, `index-${stamp}`, 'learned.json'), '{"names":')
    const read = vi.fn(() => lessons)
    await open('one', read).then(
      () => expect(read).toHaveBeenCalled(),
      (error) => expect(error).toMatchObject({ name: 'DeskError' }),
    )
  })
})
