/** Finds out what a received file really is, and keeps it when it is a photo or a document of an allowed kind and size. */
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { Attachment, Both, Looked, Message } from '../src/message.ts'
import type { Store } from '../src/store.ts'

const LARGEST = 20 * 1024 * 1024
/** What officers can open safely: photos, PDF, office documents without macros. */
const KINDS: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'heic', 'gif', 'bmp', 'tif', 'pdf', 'docx', 'xlsx', 'pptx', 'cfb'])
const KEEP_MS = 30 * 24 * 3600_000

/** @param keepMs how long what is kept stays where no case takes it. */
export async function takeFiles(store: Store, message: Pick<Message, 'conversation' | 'attachments'>, now: Date, keepMs: number = KEEP_MS): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const file of message.attachments) {
    const hash = createHash('sha256').update(file.bytes).digest('hex')
    const name = plainName(file.name)
    const found = await kind(file)
    if ('problem' in found) looked.push({ name, accepted: false, problem: found.problem.zh, english: found.problem.en, hash })
    else {
      await store.files.put(message.conversation, { name, type: found.type, bytes: file.bytes }, now, new Date(now.getTime() + keepMs))
      looked.push({ name, accepted: true, hash })
    }
  }
  return looked
}

async function kind({ bytes }: Attachment): Promise<{ type: string } | { problem: Both }> {
  if (bytes.length === 0) return { problem: { zh: '文件是空的', en: 'the file is empty' } }
  if (bytes.length > LARGEST) return { problem: { zh: `文件超过 ${LARGEST / 1024 / 1024} MB`, en: `the file is larger than ${LARGEST / 1024 / 1024} MB` } }
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!found) return { problem: { zh: '打不开，可能不是图片或文档', en: 'it cannot be opened; perhaps it is neither a picture nor a document' } }
  if (KINDS.has(found.ext)) return { type: found.mime }
  return { problem: { zh: `不收 .${found.ext} 文件，请发照片、PDF、Word 或 Excel`, en: `.${found.ext} files are not taken; please send a photo, PDF, Word or Excel` } }
}

/** A name to be shown: no path, no control or direction characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120) || '未命名文件'
}
