/** 微信客服 against the contract of channels. */
import { weComKf } from '../../../adapters/channels/wecom-kf/wecom.ts'
import { QUICK } from '../../wechat/rig.ts'
import { ACCOUNT, openKfServer, SECRETS } from '../../wecom/server.ts'
import { channelContract } from './suite.ts'

channelContract(
  '微信客服',
  { people: ['wmAlice', 'wmBob', 'wmCarol'], address: (person) => `wecom:${person}`, limit: 2_048, more: '好', longest: 100_000 },
  async (parts) => {
    const server = await openKfServer()
    const channel = weComKf({ ...parts, link: null }, { ...ACCOUNT, ...SECRETS, apiUrl: server.url, askAgainMs: 100, pace: QUICK })
    const call = async () => void (await channel.handle(server.callback()))
    // A customer who has never written can be sent nothing.
    for (const person of ['wmAlice', 'wmBob', 'wmCarol']) server.allow(person)
    return {
      channel,
      up: async () => {},
      async say(person, text) {
        const id = server.text(person, text)
        await call()
        return id
      },
      async again(person, id, text) {
        server.put(person, { msgtype: 'text', text: { content: text }, msgid: id })
        await call()
      },
      async odd(person) {
        server.put(person, { msgtype: 'voice' })
        await call()
      },
      shown: (person) => server.sentTo(person).map((s) => s.text),
      fail: (failing) => server.setDown(failing),
      close: server.close,
    }
  },
)
