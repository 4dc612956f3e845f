/** The callback of 微信客服 against the published vectors, and against everybody else. */
import { getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCall } from '../../adapters/channels/wecom-kf/callback.ts'
import { type KfServer, openKfServer, SECRETS } from './server.ts'

const VECTOR = {
  msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
  echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
}
const THEN = new Date(1409659589_000)
const get = (query: Record<string, string>) => new Request(`http://desk.example/wecom?${new URLSearchParams(query)}`)

let server: KfServer
beforeAll(async () => {
  server = await openKfServer()
})
afterAll(() => server.close())

describe('verification', () => {
  it('opens the published vector', async () => {
    expect(await readCall(get(VECTOR), SECRETS, THEN)).toEqual({ kind: 'verify', echo: '1616140317555161061' })
  })

  it('opens the published vector with Chinese in it', async () => {
    const secrets = { token: 'x', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', corpId: 'wxb11529c136998cb6' }
    const echostr = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='
    const msg_signature = getSignature('x', VECTOR.timestamp, VECTOR.nonce, echostr)
    expect(await readCall(get({ ...VECTOR, echostr, msg_signature }), secrets, THEN)).toEqual({ kind: 'verify', echo: '我是中文abcd123' })
  })

  it.each([
    ['a wrong signature', { ...VECTOR, msg_signature: VECTOR.msg_signature.replace('5', '6') }, SECRETS, THEN, 'signature'],
    ['no signature', { ...VECTOR, msg_signature: '' }, SECRETS, THEN, 'signature'],
    ['an old call', VECTOR, SECRETS, new Date(THEN.getTime() + 301_000), 'time'],
    ['a call of the future', VECTOR, SECRETS, new Date(THEN.getTime() - 301_000), 'time'],
    ['another corporation', VECTOR, { ...SECRETS, corpId: 'wx0000000000000000' }, THEN, 'receiver'],
    ['another key', VECTOR, { ...SECRETS, aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }, THEN, 'receiver'],
    ['nothing', {}, SECRETS, THEN, 'no-message'],
  ])('turns away %s', async (_, query, secrets, now, why) => {
    expect(await readCall(get(query), secrets, now)).toEqual({ kind: 'reject', why })
  })
})

describe('a call', () => {
  it('says that there is something to fetch', async () => {
    expect(await readCall(server.callback(), SECRETS, new Date())).toEqual({ kind: 'fetch', token: expect.stringMatching(/^notice-/), account: 'wkAAA' })
  })
  it('of another kind is nothing', async () => {
    expect(await readCall(server.callback({ event: 'change_contact' }), SECRETS, new Date())).toEqual({ kind: 'nothing' })
  })
  it('sealed for another corporation is turned away, though its signature is right', async () => {
    expect(await readCall(server.callback({ corpId: 'wx0000000000000000' }), SECRETS, new Date())).toEqual({ kind: 'reject', why: 'receiver' })
  })
  it('whose body was changed, is huge, or is no XML, is turned away', async () => {
    const call = server.callback()
    const body = await call.clone().text()
    for (const changed of [body.replace('A', 'B'), 'x'.repeat(100_000), '', '<xml><Encrypt></Encrypt></xml>', '{"Encrypt":"x"}'])
      expect((await readCall(new Request(call.url, { method: 'POST', body: changed }), SECRETS, new Date())).kind).toBe('reject')
  })
  it('of any shape never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.string(), fc.string(), async (a, b, c, body) => {
        const query = new URLSearchParams({ msg_signature: getSignature(SECRETS.token, a, b, body), timestamp: a, nonce: b, echostr: c })
        expect((await readCall(new Request(`http://x/?${query}`, { method: 'POST', body: `<xml><Encrypt>${body}</Encrypt></xml>` }), SECRETS, new Date())).kind).toBe(
          'reject',
        )
        expect((await readCall(new Request(`http://x/?${query}`), SECRETS, new Date())).kind).toBe('reject')
      }),
      { numRuns: 300 },
    )
  })
})
