/** Files that people share: fetched from Slack's own hosts alone, and refused by name with the reason where they cannot be taken. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attachment } from '../../../src/message.ts'
import type { Shared } from './receive.ts'

export type Fetched = { readonly attachments: readonly Attachment[]; readonly refused: readonly { readonly name: string; readonly problem: string }[] }

const LARGEST = 20 * 1024 * 1024
const MOST = 10
const PATIENCE_MS = 20_000
/** Slack's own trouble is waited for so long, then the person is asked to send the file again: what was said with it must not wait for ever. */
const WAITS_MS = [500, 2_000]
const HOSTS: readonly string[] = ['files.slack.com', 'slack.com']

export async function fetchFiles(shared: readonly Shared[], token: string, apiUrl: string | undefined): Promise<Fetched> {
  const attachments: Attachment[] = []
  const refused: { name: string; problem: string }[] = []
  for (const [n, file] of shared.entries()) {
    const got = n >= MOST ? `一次最多收 ${MOST} 个文件` : await fetchOne(file, token, apiUrl)
    if (typeof got === 'string') refused.push({ name: file.name, problem: got })
    else attachments.push({ name: file.name, bytes: got })
  }
  return { attachments, refused }
}

/** The bytes, or why there are none. */
async function fetchOne({ url, size, gone }: Shared, token: string, apiUrl: string | undefined): Promise<Uint8Array | string> {
  if (gone) return '文件已被删除'
  if (size > LARGEST) return `文件超过 ${LARGEST / 1024 / 1024} MB`
  const to = url ? URL.parse(url) : null
  if (!to || !trusted(to, apiUrl)) return '文件不在 Slack 上，请直接上传'
  const answer = await opened(to, token)
  if (answer === null) return '暂时取不到文件，请重新发一次'
  if (answer.status === 404 || answer.status === 410) return '文件已被删除'
  if (!answer.ok) return 'Slack 不让知问读这个文件'
  const bytes = await read(answer).catch(() => undefined)
  if (bytes === undefined) return '暂时取不到文件，请重新发一次'
  if (bytes === null) return `文件超过 ${LARGEST / 1024 / 1024} MB`
  // Without the right to it Slack serves its sign-in page, with a 200.
  if (/^text\/html/.test(answer.headers.get('content-type') ?? '') && /<html|<!doctype/i.test(Buffer.from(bytes.subarray(0, 200)).toString()))
    return 'Slack 不让知问读这个文件'
  return bytes
}

async function opened(to: URL, token: string): Promise<Response | null> {
  for (const wait of [...WAITS_MS, null]) {
    // A redirect would carry the token to wherever it leads.
    const answer = await fetch(to, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null)
    if (answer && answer.status < 500 && answer.status !== 429) return answer
    if (wait !== null) await sleep(wait)
  }
  return null
}

function trusted(to: URL, apiUrl: string | undefined): boolean {
  const api = apiUrl ? URL.parse(apiUrl) : null
  if (api && to.origin === api.origin) return true
  return to.protocol === 'https:' && to.port === '' && HOSTS.includes(to.hostname)
}

/** As much as is allowed, and not a byte more, whatever the file says of its size. */
async function read(answer: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > LARGEST) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
