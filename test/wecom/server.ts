/** 微信客服 on this machine, as its documents describe it: tokens, pages, limits, states, and a callback that is signed and sealed. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encrypt, getSignature } from '@wecom/crypto'
import { STATES } from '../../adapters/channels/wecom-kf/api.ts'

type Json = Readonly<Record<string, unknown>>
export type SentMessage = { readonly to: string; readonly msgid: string; readonly text: string; readonly items: readonly string[]; readonly body: Json }

export const SECRETS = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', corpId: 'wx5823bf96d3bd56c7' }
export const ACCOUNT = { corpId: SECRETS.corpId, secret: 'kf-secret', openKfId: 'wkAAA' }
const NEXT: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 3, 4], 1: [2, 3, 4], 2: [3, 4], 3: [3, 4], 4: [] }
const FIVE = 5
const HOURS_48 = 48 * 3600_000
const NOTICE_MS = 10 * 60_000

export type KfServer = Awaited<ReturnType<typeof openKfServer>>

export async function openKfServer() {
  const log: Json[] = []
  const sent: SentMessage[] = []
  const calls: { path: string; body: Json }[] = []
  const media = new Map<string, { name: string; bytes: Buffer }>()
  const uploads: { readonly type: string; readonly name: string; readonly bytes: Buffer; readonly id: string }[] = []
  const customers = new Map<string, { state: number; wrote: number; since: number }>()
  const notices = new Map<string, number>()
  let now = Date.now()
  let access = ''
  let page = 1000
  let down = false
  let failing: number[] = []
  let lose = 0
  let n = 0

  const of = (id: string) => {
    const found = customers.get(id) ?? { state: STATES.new, wrote: 0, since: 0 }
    customers.set(id, found)
    return found
  }

  function answer(path: string, body: Json, query: URLSearchParams): Json {
    if (path === 'gettoken') {
      if (query.get('corpid') !== ACCOUNT.corpId || query.get('corpsecret') !== ACCOUNT.secret) return { errcode: 40001, errmsg: 'invalid credential' }
      access = `access-${++n}`
      return { errcode: 0, errmsg: 'ok', access_token: access, expires_in: 7200 }
    }
    if (query.get('access_token') !== access) return { errcode: 42001, errmsg: 'access_token expired' }
    calls.push({ path, body })
    const code = failing.shift()
    if (code) return { errcode: code, errmsg: 'told to fail' }
    switch (path) {
      case 'kf/sync_msg': {
        const notice = body.token as string | undefined
        if (notice !== undefined && !(now - (notices.get(notice) ?? Number.NEGATIVE_INFINITY) <= NOTICE_MS)) return { errcode: 95007, errmsg: 'invalid msg token' }
        const from = Number(body.cursor ?? 0)
        const list = log.slice(from, from + Math.min(page, Number(body.limit)))
        return { errcode: 0, errmsg: 'ok', next_cursor: String(from + list.length), has_more: from + list.length < log.length ? 1 : 0, msg_list: list }
      }
      case 'kf/send_msg':
        return send(body)
      case 'kf/send_msg_on_event':
        sent.push({ to: `event:${body.code}`, msgid: String(body.msgid), text: (body.text as { content: string }).content, items: [], body })
        return { errcode: 0, errmsg: 'ok', msgid: body.msgid }
      case 'kf/service_state/get':
        return { errcode: 0, errmsg: 'ok', service_state: of(String(body.external_userid)).state, servicer_userid: '' }
      case 'kf/service_state/trans': {
        const customer = of(String(body.external_userid))
        const to = Number(body.service_state)
        if (!NEXT[customer.state]?.includes(to)) return { errcode: 95016, errmsg: 'invalid session status' }
        if (to === STATES.human && !body.servicer_userid) return { errcode: 40058, errmsg: 'no servicer' }
        customer.state = to
        return { errcode: 0, errmsg: 'ok' }
      }
      default:
        return { errcode: 40066, errmsg: 'invalid url' }
    }
  }

  function send(body: Json): Json {
    const customer = of(String(body.touser))
    const msgid = String(body.msgid ?? '')
    if (!/^[\w-]{1,32}$/.test(msgid)) return { errcode: 40058, errmsg: 'invalid msgid' }
    if (sent.some((s) => s.msgid === msgid)) return { errcode: 0, errmsg: 'ok', msgid }
    if (customer.state !== STATES.new && customer.state !== STATES.bot)
      return { errcode: customer.state === STATES.ended ? 95013 : 95018, errmsg: 'send msg session status invalid' }
    if (now - customer.wrote > HOURS_48) return { errcode: 95002, errmsg: 'time limit' }
    if (customer.since >= FIVE) return { errcode: 95001, errmsg: 'count limit' }
    const text = body.text as { content: string } | undefined
    const file = (body.image ?? body.file) as { media_id: string } | undefined
    const uploaded = file && uploads.find((u) => u.id === file.media_id && u.type === body.msgtype)
    if (file && !uploaded) return { errcode: 40007, errmsg: 'invalid media_id' }
    const menu = body.msgmenu as { head_content: string; tail_content: string; list: readonly { click: { id: string; content: string } }[] } | undefined
    if (text && Buffer.byteLength(text.content) > 2048) return { errcode: 45002, errmsg: 'content size out of limit' }
    if (menu && (menu.list.length > 10 || Buffer.byteLength(menu.head_content) > 1024 || Buffer.byteLength(menu.tail_content) > 1024))
      return { errcode: 95008, errmsg: 'menu out of limit' }
    if (menu?.list.some((i) => Buffer.byteLength(i.click.content) > 128)) return { errcode: 45002, errmsg: 'item size out of limit' }
    customer.since++
    sent.push({
      to: String(body.touser),
      msgid,
      text: uploaded ? `［${uploaded.type} ${uploaded.name}］` : (text?.content ?? [menu?.head_content, menu?.tail_content].filter(Boolean).join('\n')),
      items: menu?.list.map((i) => i.click.content) ?? [],
      body,
    })
    return { errcode: 0, errmsg: 'ok', msgid }
  }

  /** Temporary media: photos of two kinds up to 10 MB, other files up to 20, all above five bytes. */
  async function upload(raw: Buffer, contentType: string, query: URLSearchParams): Promise<Json> {
    if (query.get('access_token') !== access) return { errcode: 42001, errmsg: 'access_token expired' }
    const code = failing.shift()
    if (code) return { errcode: code, errmsg: 'told to fail' }
    const given = (await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData()).get('media')
    if (!(given instanceof File)) return { errcode: 41005, errmsg: 'media data missing' }
    const type = query.get('type') ?? ''
    const bytes = Buffer.from(await given.arrayBuffer())
    const photo = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) || bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))
    if (!['image', 'file'].includes(type) || (type === 'image' && !photo)) return { errcode: 40004, errmsg: 'invalid media type' }
    if (bytes.length <= 5 || bytes.length > (type === 'image' ? 10 : 20) * 1024 * 1024) return { errcode: 40009, errmsg: 'invalid media size' }
    const id = `upload-${++n}`
    uploads.push({ type, name: given.name, bytes, id })
    return { errcode: 0, errmsg: 'ok', type, media_id: id, created_at: '1' }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://localhost')
      const path = url.pathname.replace('/cgi-bin/', '')
      const raw = await bytesOf(request)
      if (path === 'media/upload' && !down) {
        const said = await upload(raw, request.headers['content-type'] ?? '', url.searchParams)
        return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
      }
      const body = JSON.parse(raw.length > 0 && path !== 'media/upload' ? raw.toString() : '{}') as Json
      if (down) return void response.writeHead(503).end()
      const file = path === 'media/get' ? media.get(url.searchParams.get('media_id') ?? '') : undefined
      if (file) {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-length': file.bytes.length,
          'content-disposition': `attachment; filename*=utf-8''${encodeURIComponent(file.name)}`,
        })
        return void response.end(file.bytes)
      }
      const said = path === 'media/get' ? { errcode: 40007, errmsg: 'invalid media_id' } : answer(path, body, url.searchParams)
      if (path === 'kf/send_msg' && lose > 0) {
        lose--
        return void request.socket.destroy()
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function put(customer: string, more: Json, origin = 3): string {
    const msgid = String(more.msgid ?? `in-${++n}`)
    const event = origin === 4 ? { event: { open_kfid: ACCOUNT.openKfId, external_userid: customer, ...(more.event as Json) } } : {}
    log.push({ msgid, open_kfid: ACCOUNT.openKfId, external_userid: origin === 4 ? '' : customer, send_time: Math.floor(now / 1000), origin, ...more, ...event })
    if (origin === 3) {
      const c = of(customer)
      c.wrote = now
      c.since = 0
      if (c.state === STATES.ended) c.state = STATES.new
    }
    return msgid
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    calls,
    uploads,
    log,
    put,
    text: (customer: string, content: string, more: Json = {}) => put(customer, { msgtype: 'text', text: { content, ...more } }),
    tap: (customer: string, content: string, id: string) => put(customer, { msgtype: 'text', text: { content, menu_id: id } }),
    file(customer: string, name: string, bytes: Buffer, msgtype: 'image' | 'file' = 'image') {
      const id = `media-${++n}`
      media.set(id, { name, bytes })
      return put(customer, { msgtype, [msgtype]: { media_id: id } })
    },
    event: (customer: string, event: Json) => put(customer, { msgtype: 'event', event }, 4),
    sentTo: (customer: string) => sent.filter((s) => s.to === customer),
    /** As if the customer had just written. */
    allow: (customer: string) => Object.assign(of(customer), { wrote: now, since: 0 }),
    state: (customer: string) => of(customer).state,
    setState: (customer: string, state: number) => {
      of(customer).state = state
    },
    expireToken: () => {
      access = 'expired'
    },
    pages: (size: number) => {
      page = size
    },
    fail: (...codes: number[]) => {
      failing = codes
    },
    /** The next so many messages are stored, and their answer is lost. */
    loseAnswers: (times: number) => {
      lose = times
    },
    setDown: (is: boolean) => {
      down = is
    },
    pass: (ms: number) => {
      now += ms
    },
    /** The callback as WeCom makes it. */
    callback(more: { readonly at?: Date; readonly corpId?: string; readonly signature?: string; readonly event?: string } = {}): Request {
      const notice = `notice-${++n}`
      notices.set(notice, now)
      const xml = `<xml><ToUserName><![CDATA[${SECRETS.corpId}]]></ToUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${more.event ?? 'kf_msg_or_event'}]]></Event><Token><![CDATA[${notice}]]></Token><OpenKfId><![CDATA[${ACCOUNT.openKfId}]]></OpenKfId></xml>`
      const sealed = encrypt(SECRETS.aesKey, xml, more.corpId ?? SECRETS.corpId)
      const timestamp = String(Math.floor((more.at ?? new Date()).getTime() / 1000))
      const signature = more.signature ?? getSignature(SECRETS.token, timestamp, 'nonce', sealed)
      const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce: 'nonce' })
      return new Request(`http://desk.example/wecom?${query}`, {
        method: 'POST',
        body: `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt><AgentID></AgentID></xml>`,
      })
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
