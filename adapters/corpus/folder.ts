/** Reads `corpus/` from a folder: the one place that knows where its files lie. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CorpusFiles } from '../../src/corpus/corpus.ts'
import type { LessonFile } from '../../src/corpus/lessons.ts'
import { DeskError } from '../../src/errors.ts'

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new DeskError('corpus-file', `读不到 ${path}`, '请检查 corpus/ 是否完整', { cause })
  }
}

/** @throws DeskError when a file is missing. */
export function readCorpusFolder(folder: string): CorpusFiles {
  const ids = readdirSync(join(folder, 'notices')).sort()
  return {
    notices: ids.map((id) => ({ id, particulars: read(join(folder, 'notices', id, 'notice.json')), body: read(join(folder, 'notices', id, 'body.txt')) })),
    departments: read(join(folder, 'departments.json')),
    glossary: read(join(folder, 'glossary.json')),
    desk: read(join(folder, 'desk.json')),
  }
}

/** The lessons of `corpus/questions`, `corpus/unanswerable` and `corpus/about`, one file a voice. */
export function readLessonFiles(folder: string, kind: 'questions' | 'unanswerable' | 'about'): LessonFile[] {
  return readVoices(folder, kind)
}

/** The wishes of `corpus/wishes`, one file a voice. */
export function readWishFiles(folder: string): LessonFile[] {
  return readVoices(folder, 'wishes')
}

/** The bureau's own service standards, as text. */
export function readStandards(folder: string): string {
  return read(join(folder, 'service-standards.json'))
}

function readVoices(folder: string, kind: string): LessonFile[] {
  return readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({ voice: name.slice(0, -'.jsonl'.length), text: read(join(folder, kind, name)) }))
}

/** A notice before it is restored: as received, and its particulars with the recipe. */
export function readNoticeFolder(folder: string, id: string): { received: string; particulars: string } {
  return { received: read(join(folder, 'notices', id, 'received.txt')), particulars: read(join(folder, 'notices', id, 'notice.json')) }
}

export function writeBody(folder: string, id: string, body: string): void {
  writeFileSync(join(folder, 'notices', id, 'body.txt'), body)
}
