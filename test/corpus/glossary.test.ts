/** The glossary: everyday words lead to official terms that stand in the notices, and to nothing when they are not said. */
import { describe, expect, it } from 'vitest'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { type Glossary, meanings } from '../../src/corpus/glossary.ts'
import { normalise } from '../../src/understand/normalise.ts'

const files = readCorpusFolder('corpus')
const { glossary, notices } = buildCorpus(files)

describe('the glossary of the desk', () => {
  it('leads to terms that stand in a notice', () => {
    const text = notices.map((n) => n.body).join('\n')
    expect(glossary.length).toBeGreaterThan(50)
    expect(glossary.filter(({ term }) => !text.includes(term)).map((g) => g.term)).toEqual([])
  })

  it('has each term once, and each form once for it', () => {
    const terms = glossary.map((g) => g.term)
    expect(terms.filter((t, i) => terms.indexOf(t) !== i)).toEqual([])
    const doubled = glossary.flatMap(({ term, zh, en }) => [...zh, ...en].filter((form, i, all) => all.indexOf(form) !== i).map((form) => `${term}: ${form}`))
    expect(doubled).toEqual([])
  })

  it('writes every form as messages are read: normalised, or it would never be found', () => {
    const odd = glossary.flatMap(({ term, zh, en }) => [...zh, ...en].filter((form) => normalise(form) !== form).map((form) => `${term}: ${form}`))
    expect(odd).toEqual([])
  })
})

describe('meanings', () => {
  const GLOSSARY: Glossary = [
    { term: '质押融资', zh: ['抵押贷款', '拿专利贷款'], en: ['patent loan*', 'ip-backed lend*'] },
    { term: '侵权假冒', zh: ['山寨'], en: ['fake*'] },
    { term: '专利导航', zh: [], en: ['navigation'] },
  ]
  const mean = meanings(GLOSSARY)

  it.each([
    ['能不能抵押贷款', ['质押融资']],
    ['抵押', []],
    ['有人山寨我，我想抵押贷款，再抵押贷款一次', ['侵权假冒', '质押融资']],
    ['patent loans for small firms', ['质押融资']],
    ['a loan on a patent', []],
    ['ip backed lending', ['质押融资']],
    ['so many fakes', ['侵权假冒']],
    ['navigations', []],
    ['patent navigation', ['专利导航']],
    ['loan', []],
    ['', []],
  ])('of “%s” are %j', (normal, terms) => {
    expect(mean(normal)).toEqual(terms)
  })
})

describe('a bad glossary is refused, naming file and entry', () => {
  it.each([
    ['a term of one character', '[{"term":"质","zh":[],"en":[]}]', /corpus\/glossary\.json 的 0\.term/],
    ['a form of one character', '[{"term":"质押","zh":["押"],"en":[]}]', /corpus\/glossary\.json 的 0\.zh\.0/],
    ['an entry without English', '[{"term":"质押","zh":[],"en":[]},{"term":"质押","zh":[]}]', /corpus\/glossary\.json 的 1\.en/],
    ['a field unknown', '[{"term":"质押","zh":[],"en":[],"de":[]}]', /corpus\/glossary\.json.*de/],
    ['no list', '{}', /corpus\/glossary\.json 的 顶层/],
    ['no JSON', '[', /corpus\/glossary\.json 不是合法的 JSON/],
  ])('%s', (_, text, message) => {
    expect(() => buildCorpus({ ...files, glossary: text })).toThrow(expect.objectContaining({ name: 'DeskError', message: expect.stringMatching(message) }))
  })

  it('and the remedy points at the glossary’s own description', () => {
    expect(() => buildCorpus({ ...files, glossary: '{}' })).toThrow(expect.objectContaining({ remedy: expect.stringContaining('glossary.ts') }))
  })
})
