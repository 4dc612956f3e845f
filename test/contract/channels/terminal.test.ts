/** The terminal against the contract of channels. */
import { PassThrough } from 'node:stream'
import { terminal } from '../../../adapters/channels/terminal.ts'
import { channelContract } from './suite.ts'

channelContract(
  'the terminal',
  { people: ['here'], address: () => 'terminal:here', limit: null, more: null, longest: 100_000, lacks: ['again', 'odd', 'fail'] },
  async ({ hear, clock }) => {
    const input = new PassThrough()
    const output = new PassThrough()
    let written = ''
    output.on('data', (piece: Buffer) => {
      written += piece.toString()
    })
    return {
      channel: terminal(hear, clock, input, output),
      up: async () => {},
      async say(_, text) {
        input.write(`${text}\n`)
        return crypto.randomUUID()
      },
      again: null,
      odd: null,
      shown: () =>
        written
          .split(/(?<=\n|您：)知问：/)
          .slice(1)
          .map((text) => text.replace(/\n+您：\s*$/, '')),
      fail: null,
      close: async () => {
        input.end()
      },
    }
  },
)
