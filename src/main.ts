/** The composition root: reads the configuration, wires adapters to the desk, and runs one command. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { terminalChat } from '../adapters/channels/terminal.ts'
import { webApp } from '../adapters/channels/web/app.ts'
import { serveWeb } from '../adapters/channels/web/serve.ts'
import { readCorpusFolder, readLessonFiles, readNoticeFolder, writeBody } from '../adapters/corpus/folder.ts'
import { openIndex } from '../adapters/index/hnsw.ts'
import { eachLine } from '../adapters/jsonl.ts'
import { type Answerer, answerer } from './answer/answer.ts'
import { NOTHING_SAID } from './answer/memory.ts'
import weights from './answer/weights.json' with { type: 'json' }
import { chinaDay, systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { buildCorpus, type Corpus, parseJson } from './corpus/corpus.ts'
import { buildLessons } from './corpus/lessons.ts'
import { NoticeShape } from './corpus/notice.ts'
import { restore } from './corpus/restore.ts'
import { openDesk } from './desk.ts'
import { DeskError } from './errors.ts'
import type { Answer } from './message.ts'
import { hybridSearch } from './search/search.ts'
import { normalise, simplify } from './understand/normalise.ts'

const CORPUS = join(import.meta.dirname, '../corpus')

function loadCorpus(): { corpus: Corpus; source: string } {
  const files = readCorpusFolder(CORPUS)
  return { corpus: buildCorpus(files), source: JSON.stringify(files) }
}

async function openAnswerer(config: Config, corpus: Corpus, source: string): Promise<Answerer> {
  const questions = readLessonFiles(CORPUS, 'questions')
  const unanswerable = readLessonFiles(CORPUS, 'unanswerable')
  const made = createHash('sha256').update(source)
  for (const file of [...questions, ...unanswerable]) made.update(file.voice).update(file.text)
  const ids = new Set(corpus.clauses.map((c) => c.id))
  const index = await openIndex(config.dataDir, corpus, made.digest('hex'), () => buildLessons(questions, unanswerable, (id) => ids.has(id)), progressBar)
  return answerer(corpus, hybridSearch(corpus, index.learned, index.vectors, normalise), weights)
}

/** Drawn on standard error, so that standard output stays the answer's alone. */
function progressBar(share: number): void {
  if (!process.stderr.isTTY) return
  const done = Math.round(share * 24)
  process.stderr.write(`\r建立索引 ${'█'.repeat(done)}${'░'.repeat(24 - done)} ${Math.round(share * 100)}%${share >= 1 ? '\n' : ''}`)
}

async function start(config: Config): Promise<number> {
  const { corpus, source } = loadCorpus()
  const desk = openDesk(await openAnswerer(config, corpus, source), systemClock)
  const web = await serveWeb(webApp(corpus), { host: config.host, port: config.port })
  process.stderr.write(`网页：${web.url}\n`)
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  if (process.stdin.isTTY) await Promise.race([stopped, terminalChat(desk.hear, systemClock, process.stdin, process.stdout)])
  else await stopped
  await web.close()
  return 0
}

const AskLine = z.object({ id: z.union([z.string(), z.number()]), turns: z.array(z.string()).min(1, 'needs at least one turn') })

async function ask(config: Config, args: readonly string[]): Promise<number> {
  const { corpus, source } = loadCorpus()
  const answer = await openAnswerer(config, corpus, source)
  const today = () => chinaDay(systemClock())
  const converse = async (turns: readonly string[]): Promise<{ given: Answer; ms: number }> => {
    let memory = NOTHING_SAID
    for (const turn of turns.slice(0, -1)) memory = (await answer(turn, memory, today())).memory
    const from = performance.now()
    const { answer: given } = await answer(turns.at(-1) as string, memory, today())
    return { given, ms: Math.round((performance.now() - from) * 1000) / 1000 }
  }
  if (args.includes('--jsonl')) {
    const clean = await eachLine(process.stdin, process.stdout, AskLine, async ({ id, turns }) => {
      const { given, ms } = await converse(turns)
      return { id, ...given, ms }
    })
    return clean ? 0 : 1
  }
  const question = args.join(' ').trim()
  if (!question) throw new DeskError('ask', '没有问题', '用法：npm run -s ask -- "质押登记几天能办好"，或 npm run -s ask -- --jsonl < questions.jsonl')
  process.stdout.write(`${(await converse([question])).given.text}\n`)
  return 0
}

/** Writes the restored body of one notice from what was received and its recipe. */
function restoreNotice(id: string | undefined): number {
  const folder = readNoticeFolder(CORPUS, id ?? '')
  const { body, mends } = restore(folder.received, parseJson(`notices/${id}/notice.json`, folder.particulars, NoticeShape).restore, simplify)
  writeBody(CORPUS, id as string, body)
  process.stdout.write(`corpus/notices/${id}/body.txt：${body.length} 字，${mends.length} 处复原\n`)
  return 0
}

function printCorpus(args: readonly string[]): number {
  if (args.includes('--restore')) return restoreNotice(args[args.indexOf('--restore') + 1])
  const { corpus } = loadCorpus()
  if (args.includes('--body')) {
    const id = args[args.indexOf('--body') + 1]
    const notice = corpus.notices.find((n) => n.id === id)
    if (!notice) throw new DeskError('corpus-unknown', `没有 ${id ?? '（未给出）'} 这份通知`, `可选：${corpus.notices.map((n) => n.id).join('、')}`)
    process.stdout.write(notice.body)
    return 0
  }
  for (const c of corpus.clauses) {
    const notice = corpus.notice(c.notice)
    const departments = [...new Set(c.charges.map((d) => d.name))]
    const row = {
      clause: c.id,
      notice: c.notice,
      number: notice.number,
      label: c.label,
      printed: c.printed,
      heading: c.heading,
      text: c.text,
      start: c.start,
      end: c.end,
      departments,
      issued: notice.issued,
      region: notice.region,
    }
    process.stdout.write(args.includes('--json') ? `${JSON.stringify(row)}\n` : `${c.id}\t${c.label} ${c.heading}\t${departments.join('、')}\n`)
  }
  return 0
}

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      return start(readConfig(process.env))
    case 'ask':
      return ask(readConfig(process.env), args)
    case 'corpus':
      return printCorpus(args)
    default:
      throw new DeskError('command', `没有 ${command ?? '（空）'} 这个命令`, '可用：start、ask、corpus，见 README')
  }
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof DeskError ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  },
)
