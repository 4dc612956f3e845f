/** WeChat, on the mock puppet and over the real gRPC service, against the contract of channels. */
import { type WeChatOptions, weChat } from '../../../adapters/channels/wechat/wechat.ts'
import { freePort, openGateway } from '../../wechat/gateway.ts'
import { openWorld, QUICK, TIMING, TYPE } from '../../wechat/rig.ts'
import { channelContract, type Kind, type Parts, type Side } from './suite.ts'
import { until } from './waiting.ts'

const KIND: Kind = { people: ['alice', 'bob', 'carol'], address: (person) => `wechat:${person}`, limit: 2_048, more: '更多', longest: 100_000 }

async function open(parts: Parts, road: 'mock' | 'grpc'): Promise<Side> {
  const world = await openWorld(KIND.people)
  const gateway = road === 'grpc' ? await openGateway(world, await freePort()) : null
  const puppet: WeChatOptions['puppet'] = gateway ? () => gateway.puppet() : async () => world.puppet
  const channel = weChat({ ...parts, link: null }, { puppet, pace: QUICK, timing: TIMING })
  return {
    channel,
    async up() {
      world.login()
      await until(() => channel.health().state === 'up')
    },
    say: async (person, text) => world.say(person, text),
    again: async (person, id, text) => {
      try {
        world.say(person, text, { id })
      } catch {
        world.again(id)
      }
    },
    odd: async (person) => void world.kind(person, TYPE.Audio),
    shown: world.sentTo,
    fail: (failing) => world.fail(failing ? new Error('send failed') : null),
    async close() {
      await channel.close()
      await gateway?.kill().catch(() => {})
    },
  }
}

channelContract('WeChat', KIND, (parts) => open(parts, 'mock'))
channelContract('WeChat over gRPC', KIND, (parts) => open(parts, 'grpc'))
