/** The corpus and its lessons, for evaluation and tuning. */
import { join } from 'node:path'
import { readCorpusFolder, readLessonFiles } from '../../adapters/corpus/folder.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { buildLessons } from '../../src/corpus/lessons.ts'

export const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'corpus')

export const corpus = buildCorpus(readCorpusFolder(FOLDER))
const ids = new Set(corpus.clauses.map((c) => c.id))
export const lessons = buildLessons(readLessonFiles(FOLDER, 'questions'), readLessonFiles(FOLDER, 'unanswerable'), readLessonFiles(FOLDER, 'about'), (id) => ids.has(id))
