/** `npm start`: the web pages always, a chat where there is a terminal, until told to stop. */
import { terminalChat } from '../../adapters/channels/terminal.ts'
import { webApp } from '../../adapters/channels/web/app.ts'
import { serveWeb } from '../../adapters/channels/web/serve.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { loadCorpus, openAnswerer, openIntent, openStore, openWholeDesk } from '../wiring.ts'

/** How often the desk looks after conversations whose time has come. */
const LOOK_MS = 60_000

export async function start(config: Config): Promise<number> {
  const loaded = loadCorpus()
  const web = await serveWeb(webApp(loaded.corpus), { host: config.host, port: config.port })
  process.stderr.write(`网页：${web.url}\n`)
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  const answer = await openAnswerer(config, loaded)
  const store = await openStore(config, systemClock())
  const desk = openWholeDesk(loaded, answer, openIntent(config, loaded), store)
  const looking = setInterval(() => void desk.wake(systemClock()).catch((error: Error) => process.stderr.write(`${error.message}\n`)), LOOK_MS)
  const chat = process.stdin.isTTY ? terminalChat(desk.hear, store, systemClock, process.stdin, process.stdout) : stopped
  await Promise.race([stopped, chat])
  clearInterval(looking)
  await web.close()
  await store.close()
  return 0
}
