/** The callback of 微信客服: whoever calls must have signed with our token, in time, for our corporation; all it says is that there is something to fetch. */
import { timingSafeEqual } from 'node:crypto'
import { decrypt, getSignature } from '@wecom/crypto'

export type Secrets = { readonly token: string; readonly aesKey: string; readonly corpId: string }

/** `reject` says why, for the operator; to the caller every rejection looks the same. */
export type Called =
  | { readonly kind: 'verify'; readonly echo: string }
  | { readonly kind: 'fetch'; readonly token: string; readonly account: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reject'; readonly why: string }

/** A signature is good for so long, before and after. */
const FRESH_MS = 5 * 60_000
const LARGEST = 64 * 1024

export async function readCall(request: Request, secrets: Secrets, now: Date): Promise<Called> {
  const query = new URL(request.url).searchParams
  const given = (name: string) => query.get(name) ?? ''
  const sealed = request.method === 'GET' ? given('echostr') : tag(await bodyOf(request), 'Encrypt')
  if (!sealed) return { kind: 'reject', why: 'no-message' }
  if (!same(getSignature(secrets.token, given('timestamp'), given('nonce'), sealed), given('msg_signature'))) return { kind: 'reject', why: 'signature' }
  const at = /^\d{9,11}$/.test(given('timestamp')) ? Number(given('timestamp')) * 1000 : Number.NaN
  if (!(Math.abs(now.getTime() - at) <= FRESH_MS)) return { kind: 'reject', why: 'time' }
  const opened = open(secrets.aesKey, sealed)
  if (opened === null || !same(opened.id, secrets.corpId)) return { kind: 'reject', why: 'receiver' }
  if (request.method === 'GET') return { kind: 'verify', echo: opened.message }
  if (tag(opened.message, 'Event') !== 'kf_msg_or_event') return { kind: 'nothing' }
  return { kind: 'fetch', token: tag(opened.message, 'Token'), account: tag(opened.message, 'OpenKfId') }
}

function open(aesKey: string, sealed: string): { readonly message: string; readonly id: string } | null {
  try {
    return decrypt(aesKey, sealed)
  } catch {
    return null
  }
}

/** Compared in the same time, however much of it is right. */
function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function bodyOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST) return ''
  const text = await request.text()
  return text.length > LARGEST ? '' : text
}

/** The text of a tag of the flat XML that WeCom sends, with or without CDATA; '' where there is none. */
function tag(xml: string, name: string): string {
  const from = xml.indexOf(`<${name}>`)
  const to = from < 0 ? -1 : xml.indexOf(`</${name}>`, from)
  if (to < 0) return ''
  const inner = xml.slice(from + name.length + 2, to).trim()
  return inner.startsWith('<![CDATA[') && inner.endsWith(']]>') ? inner.slice(9, -3) : inner
}
