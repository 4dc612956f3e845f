/** The four notices as the rest of the desk sees them: loaded through zod, cut, read, and refused whole when one does not parse. */
import { z } from 'zod'
import { DeskError } from '../errors.ts'
import { cut, sentences } from './clauses.ts'
import { BodyShape, type Department, directory } from './departments.ts'
import { type DeskWords, DeskWordsShape } from './desk-words.ts'
import { charges, facts } from './facts.ts'
import { type Glossary, GlossaryShape } from './glossary.ts'
import { type Clause, type Notice, NoticeShape, type Sentence } from './notice.ts'

/** The files of `corpus/`, as text; who reads them from a disk is not this module's concern. */
export type CorpusFiles = {
  readonly notices: readonly { readonly id: string; readonly particulars: string; readonly body: string }[]
  readonly departments: string
  readonly glossary: string
  readonly desk: string
}

export type Corpus = {
  readonly notices: readonly Notice[]
  readonly clauses: readonly Clause[]
  readonly sentences: readonly Sentence[]
  readonly departments: readonly Department[]
  readonly glossary: Glossary
  /** What the desk says of itself. */
  readonly desk: DeskWords
  readonly notice: (id: string) => Notice
  readonly clause: (id: string) => Clause
}

/** Where the shape of each file is described; the rest are notices. */
const DESCRIBED: Readonly<Record<string, string>> = {
  'glossary.json': 'corpus/glossary.ts',
  'departments.json': 'corpus/departments.ts',
  'desk.json': 'corpus/desk-words.ts',
  'service-standards.json': 'cases/due.ts',
}

/**
 * Parses one JSON file of the corpus.
 * @throws DeskError naming the file, the field and what was expected.
 */
export function parseJson<T>(file: string, text: string, shape: z.ZodType<T>): T {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    throw new DeskError('corpus-json', `corpus/${file} 不是合法的 JSON：${(cause as Error).message}`, '请改正该文件', { cause })
  }
  const parsed = shape.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new DeskError(
    'corpus-shape',
    `corpus/${file} 的 ${issue?.path.join('.') || '顶层'}：${issue?.message}`,
    `请按 src/${DESCRIBED[file] ?? 'corpus/notice.ts'} 的说明改正`,
  )
}

/** @throws DeskError when a notice does not parse: which notice, which line, what was expected. */
export function buildCorpus(files: CorpusFiles): Corpus {
  const bodies = parseJson('departments.json', files.departments, z.array(BodyShape))
  const notices = files.notices.map((file): Notice => {
    const particulars = parseJson(`notices/${file.id}/notice.json`, file.particulars, NoticeShape)
    if (particulars.id !== file.id) throw new DeskError('corpus-id', `corpus/notices/${file.id}/notice.json 的 id 是 ${particulars.id}`, 'id 应与文件夹同名')
    const clauses = cut(particulars, file.body).map((c): Clause => {
      const id = `${file.id}#${c.ordinal}`
      const inside = sentences(file.body, { ...c, id })
      return {
        ...c,
        id,
        notice: file.id,
        label: particulars.number + (typeof c.ordinal === 'number' && c.ordinal > 0 ? c.printed : `（${c.printed}）`),
        text: file.body.slice(c.start, c.end),
        sentences: inside,
        charges: charges(
          file.body,
          c,
          bodies.filter((b) => b.region === particulars.region),
        ),
        facts: facts(inside),
      }
    })
    return { ...particulars, body: file.body, clauses }
  })
  const clauses = notices.flatMap((n) => n.clauses)
  const byId = new Map(clauses.map((c) => [c.id, c]))
  const noticeById = new Map(notices.map((n) => [n.id, n]))
  return {
    notices,
    clauses,
    sentences: clauses.flatMap((c) => c.sentences),
    departments: directory(bodies, clauses),
    glossary: parseJson('glossary.json', files.glossary, GlossaryShape),
    desk: parseJson('desk.json', files.desk, DeskWordsShape),
    notice: (id) => noticeById.get(id) ?? missing(id),
    clause: (id) => byId.get(id) ?? missing(id),
  }
}

function missing(id: string): never {
  throw new DeskError('corpus-missing', `没有 ${id} 这一条`, '条文编号形如 ln-2022-6#2')
}
