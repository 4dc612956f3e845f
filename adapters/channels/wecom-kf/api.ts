/** The calls of 微信客服, each with a time to answer in; the access token is fetched when there is none, and once more when it is refused. */
import { z } from 'zod'

export type Account = { readonly corpId: string; readonly secret: string /** The customer-service account, `wk…`. */; readonly openKfId: string; readonly apiUrl: string }

const Message = z.looseObject({
  msgid: z.string(),
  open_kfid: z.string().default(''),
  external_userid: z.string().default(''),
  send_time: z.number(),
  /** 3 the customer, 4 the system, 5 a servicer. */
  origin: z.number(),
  msgtype: z.string(),
  text: z.object({ content: z.string(), menu_id: z.string().optional() }).optional(),
  image: z.object({ media_id: z.string() }).optional(),
  file: z.object({ media_id: z.string() }).optional(),
  event: z
    .looseObject({
      event_type: z.string(),
      external_userid: z.string().default(''),
      recall_msgid: z.string().optional(),
      fail_msgid: z.string().optional(),
      fail_type: z.number().optional(),
      welcome_code: z.string().optional(),
    })
    .optional(),
})
export type KfMessage = z.infer<typeof Message>

const Answer = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') })
const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const Page = z.object({ next_cursor: z.string(), has_more: z.number(), msg_list: z.array(z.unknown()).default([]) })
const State = z.object({ service_state: z.number() })
const Uploaded = z.object({ media_id: z.string() })

export type Page = { readonly cursor: string; readonly more: boolean; readonly messages: readonly KfMessage[] }

/** Who answers a customer: nobody yet, we, the queue, a person in WeCom itself, or it is over. */
export const STATES = { new: 0, bot: 1, queue: 2, human: 3, ended: 4 } as const

export class Refused extends Error {
  readonly code: number
  constructor(call: string, code: number) {
    super(`${call}: ${code}`)
    this.code = code
  }
}

const ANSWER_MS = 8_000
const MEDIA_MS = 60_000
/** Below the lease of a message. */
const UPLOAD_MS = 45_000
const PAGE = 1_000
/** A token is not used in its last minutes. */
const MARGIN_MS = 5 * 60_000
const STALE: readonly number[] = [40014, 42001, 41001]

export type Api = ReturnType<typeof openApi>

export function openApi({ corpId, secret, openKfId, apiUrl }: Account) {
  let token: { readonly text: string; readonly until: number } | null = null

  async function read(path: string, init: RequestInit, ms: number): Promise<z.infer<typeof Answer>> {
    const response = await fetch(`${apiUrl}/cgi-bin/${path}`, { ...init, signal: AbortSignal.timeout(ms), redirect: 'error' })
    if (!response.ok) throw new Error(`http-${response.status}`)
    return Answer.parse(await response.json())
  }

  async function access(): Promise<string> {
    if (token && performance.now() < token.until) return token.text
    const answer = await read(`gettoken?corpid=${encodeURIComponent(corpId)}&corpsecret=${encodeURIComponent(secret)}`, {}, ANSWER_MS)
    if (answer.errcode !== 0) throw new Refused('gettoken', answer.errcode)
    const { access_token, expires_in } = Token.parse(answer)
    token = { text: access_token, until: performance.now() + expires_in * 1000 - MARGIN_MS }
    return access_token
  }

  async function posted(path: string, query: string, init: RequestInit, ms: number, again = true): Promise<z.infer<typeof Answer>> {
    const answer = await read(`${path}?access_token=${await access()}${query}`, { method: 'POST', ...init }, ms)
    if (STALE.includes(answer.errcode) && again) {
      token = null
      return posted(path, query, init, ms, false)
    }
    if (answer.errcode !== 0) throw new Refused(path, answer.errcode)
    return answer
  }

  const call = (path: string, body: unknown) => posted(path, '', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, ANSWER_MS)

  return {
    /** @param notice the token of a callback, good for ten minutes: without one, WeCom allows few calls. */
    async sync(cursor: string | null, notice: string | null): Promise<Page> {
      const page = Page.parse(
        await call('kf/sync_msg', { ...(cursor ? { cursor } : {}), ...(notice ? { token: notice } : {}), limit: PAGE, voice_format: 0, open_kfid: openKfId }),
      )
      // One message of a shape nobody foresaw must not stop the others.
      const messages = page.msg_list.flatMap((m) => Message.safeParse(m).data ?? [])
      return { cursor: page.next_cursor, more: page.has_more === 1, messages }
    },
    /** The first words of a customer who has just come in; the code is good for twenty seconds and once. */
    welcome: (code: string, msgid: string, text: string) => call('kf/send_msg_on_event', { code, msgid, msgtype: 'text', text: { content: text } }),
    send: (to: string, msgid: string, content: object) => call('kf/send_msg', { touser: to, open_kfid: openKfId, msgid, ...content }),
    /** Hands in a file, to be sent within three days by the id that comes back. */
    async upload(type: 'image' | 'file', { name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<string> {
      const form = new FormData()
      form.set('media', new Blob([new Uint8Array(bytes)]), name)
      return Uploaded.parse(await posted('media/upload', `&type=${type}`, { body: form }, UPLOAD_MS)).media_id
    },
    async state(customer: string): Promise<number> {
      return State.parse(await call('kf/service_state/get', { open_kfid: openKfId, external_userid: customer })).service_state
    },
    trans: (customer: string, state: number, servicer?: string) =>
      call('kf/service_state/trans', { open_kfid: openKfId, external_userid: customer, service_state: state, ...(servicer ? { servicer_userid: servicer } : {}) }),
    /** @returns null when it is larger than `most`. */
    async media(id: string, most: number): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
      const response = await fetch(`${apiUrl}/cgi-bin/media/get?access_token=${await access()}&media_id=${encodeURIComponent(id)}`, {
        signal: AbortSignal.timeout(MEDIA_MS),
        redirect: 'error',
      })
      if (!response.ok) throw new Error(`http-${response.status}`)
      if (response.headers.get('content-type')?.includes('json')) throw new Refused('media/get', Answer.parse(await response.json()).errcode)
      const name = nameIn(response.headers.get('content-disposition') ?? '')
      const pieces: Uint8Array[] = []
      let size = Number(response.headers.get('content-length') ?? 0)
      if (size <= most) size = 0
      for await (const piece of size > most ? [] : (response.body ?? [])) {
        size += piece.length
        if (size > most) break
        pieces.push(piece)
      }
      if (size <= most) return { name, bytes: new Uint8Array(Buffer.concat(pieces)) }
      await response.body?.cancel().catch(() => {})
      return null
    },
  }
}

/** The file's name as a header carries it, in UTF-8 or percent-encoded. */
function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=(?:utf-8|UTF-8)''([^;]+)/.exec(disposition) ?? []
  const [, quoted] = /filename="?([^";]+)"?/.exec(disposition) ?? []
  try {
    return encoded ? decodeURIComponent(encoded) : Buffer.from(quoted ?? '', 'latin1').toString('utf8') || '文件'
  } catch {
    return '文件'
  }
}
