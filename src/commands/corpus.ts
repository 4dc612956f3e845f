/** `npm run corpus`: the clauses as JSON Lines, a restored body, or a notice restored anew (CONTRACTS). */
import { readNoticeFolder, writeBody } from '../../adapters/corpus/folder.ts'
import { parseJson } from '../corpus/corpus.ts'
import { NoticeShape } from '../corpus/notice.ts'
import { restore } from '../corpus/restore.ts'
import { DeskError } from '../errors.ts'
import { simplify } from '../understand/normalise.ts'
import { CORPUS, loadCorpus } from '../wiring.ts'

export function printCorpus(args: readonly string[]): number {
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
    const { id: clause, label, printed, heading, text, start, end } = c
    const row = { clause, notice: c.notice, number: notice.number, label, printed, heading, text, start, end, departments, issued: notice.issued, region: notice.region }
    process.stdout.write(args.includes('--json') ? `${JSON.stringify(row)}\n` : `${clause}\t${label} ${heading}\t${departments.join('、')}\n`)
  }
  return 0
}

/** Writes the restored body of one notice from what was received and its recipe. */
function restoreNotice(id = ''): number {
  const folder = readNoticeFolder(CORPUS, id)
  const { body, mends } = restore(folder.received, parseJson(`notices/${id}/notice.json`, folder.particulars, NoticeShape).restore, simplify)
  writeBody(CORPUS, id, body)
  process.stdout.write(`corpus/notices/${id}/body.txt：${body.length} 字，${mends.length} 处复原\n`)
  return 0
}
