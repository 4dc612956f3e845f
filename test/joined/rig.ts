/** The whole of it at once: enterprises on WeChat (the mock puppet), officers in Slack (the emulator), one real desk and one store between them. */
import { expect } from 'vitest'
import { type WeChat, weChat } from '../../adapters/channels/wechat/wechat.ts'
import { fold } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { problems } from '../slack/limits.ts'
import { openStage, REQUEST, type Stage, soon } from '../slack/stage.ts'
import type { View } from '../slack/workspace.ts'
import { ask, openWorld, QUICK, settled, TIMING, until, type World } from '../wechat/rig.ts'

export type Joint = Awaited<ReturnType<typeof openJoint>>

export async function openJoint(people: readonly string[] = ['alice', 'bob']) {
  const world: World = await openWorld(people)
  let wechat: WeChat | null = null
  const stage: Stage = await openStage({
    others: (around) => {
      wechat = weChat({ ...around, link: null }, { puppet: async () => world.puppet, pace: QUICK, timing: TIMING })
      return [wechat]
    },
  })
  const channel = wechat as unknown as WeChat
  const { w, store, driver } = stage
  world.watch(
    async () => (await store.intake.waiting('wechat', 1)).length === 0 && (await store.outbox.backlog()).every((b) => b.channel !== 'wechat' || b.waiting === 0),
  )
  world.login()
  await until(() => channel.health().state === 'up')

  const events = async (number: string) => (await store.cases.events(number)) as readonly CaseEvent[]
  const cardNow = async (number: string) => {
    const found = (await w.history('cases')).filter((m) => m.text.startsWith(number))
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} cards of ${number}`)
    return found[0]
  }
  const opened = async (work: () => Promise<unknown>): Promise<View> => {
    const before = w.opened().length
    await work()
    return soon(() => w.opened()[before]?.view ?? Promise.reject(new Error('no window')))
  }
  /** A view that came back in an acknowledgement, as Slack then shows it. */
  const updated = (view: View, body: unknown): View => {
    const { response_action, view: next } = body as { response_action: string; view: View }
    expect(response_action, JSON.stringify(body)).toBe('update')
    expect(problems('views.update', { view_id: view.id, view: next })).toEqual([])
    return { ...next, id: view.id, hash: view.hash }
  }

  const it = {
    ...stage,
    world,
    channel,
    state: async (number: string) => fold(await events(number)),
    kinds: async (number: string) => (await events(number)).map((e) => e.kind),
    cardNow,
    shows: (number: string, words: string, ms?: number) => soon(async () => expect(JSON.stringify((await cardNow(number)).blocks)).toContain(words), ms),
    say: (who: string, text: string) => ask(world, who, text),
    /** The whole dialog, typed; its number. */
    async filed(who: string): Promise<string> {
      for (const text of [...REQUEST(who), '确认']) await ask(world, who, text)
      const number = /LN-\d{8}-[0-9A-Z]{8}/.exec(world.sentTo(who).join('\n'))?.[0]
      if (!number) throw new Error(world.sentTo(who).join('\n'))
      await soon(() => cardNow(number))
      return number
    },
    /** On the card once it shows the case as it is: an older one is refused. */
    async press(number: string, act: string, who = 'wang') {
      const { moved } = await it.state(number)
      await it.shows(number, `${number}.${moved}`)
      return driver.press(await cardNow(number), `case:${act}`, who)
    },
    /** Fills a form in and looks at the preview; what is given back sends it. */
    async prepared(number: string, act: string, values: Record<string, string>, who = 'wang') {
      const form = await opened(async () => it.press(number, act, who))
      const shown = updated(form, (await driver.submit(form, values, who)).body)
      return { shown, send: () => driver.submit(shown, {}, who) }
    },
    async did(number: string, act: string, values: Record<string, string>) {
      const { send } = await it.prepared(number, act, values)
      expect((await send()).body).toEqual({ response_action: 'clear' })
    },
    async taken(who: string): Promise<string> {
      const number = await it.filed(who)
      await it.press(number, 'accept')
      await it.shows(number, '王敏')
      await until(() => world.sentTo(who).some((t) => t.includes('已接单')))
      return number
    },
    /** What was sent to somebody because of something. */
    async upon(who: string, what: () => unknown): Promise<string> {
      const before = world.sentTo(who).length
      await what()
      await until(() => world.sentTo(who).length > before)
      await until(world.idle, 1_000).catch(() => settled(world, 250))
      return world.sentTo(who).slice(before).join('\n——\n')
    },
    async close() {
      await stage.close()
      await channel.close()
    },
  }
  return it
}
