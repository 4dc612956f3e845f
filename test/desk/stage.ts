/** The real desk and its officers over a real store, on a clock that is told: enterprises that speak, officers that act, time that passes. */

import { takeFiles } from '../../adapters/sniff.ts'
import { openSqlite } from '../../adapters/stores/sqlite/store.ts'
import type { Answerer } from '../../src/answer/answer.ts'
import { fold } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { type Desk, openDesk, type Turned } from '../../src/desk.ts'
import type { CasePost, Looked, Reply } from '../../src/message.ts'
import type { OfficerAction } from '../../src/officer/act.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { type Acted, type OfficerDesk, openOfficerDesk } from '../../src/officers.ts'
import type { Claimed, Store } from '../../src/store.ts'
import { bytes, corpus, everyone, standards } from '../cases/sample.ts'
import { ANSWER, understood } from '../dialog/stage.ts'

/** Made-up applicants; the last character of a credit code is its check. */
export const STORY = [
  '企业名称：鞍山恒达阀门有限公司',
  '统一社会信用代码：91210300MA0YCANARY',
  '联系人：欧阳金丝雀',
  '手机：13940123456',
  '所在市：鞍山',
  '权利类型：实用新型',
  '专利号：202129999001.4',
  '侵权方：营口宏发机械厂',
  '情况：他们仿制我们的阀门在网上卖',
]

export type Sent = { readonly channel: string; readonly to: string; readonly text: string; readonly kind: 'words' | 'card' | 'notice'; readonly case: string | null }

export type Stage = {
  readonly store: Store
  readonly desk: Desk
  readonly officers: OfficerDesk
  now: Date
  /** One message of an enterprise; `conversation` begins with its channel. */
  readonly say: (conversation: string, text: string, files?: readonly Looked[], id?: string) => Promise<Turned | null>
  /** A whole request, from the wish to the receipt; its number. */
  readonly request: (conversation: string, wish?: string) => Promise<string>
  /** An officer's act on a case as it is now, or as he saw it. */
  readonly act: (officer: Officer, number: string, action: OfficerAction, seen?: number | null, id?: string) => Promise<Acted>
  /** An act that must succeed. */
  readonly did: (officer: Officer, number: string, action: OfficerAction) => Promise<void>
  /** Everything the outbox holds by now, sent. */
  readonly delivered: () => Promise<readonly Sent[]>
  readonly at: (iso: string) => void
  readonly close: () => Promise<void>
}

/** Knows one clause, says what it cannot tell of rates, and is civil. */
const answer: Answerer = async (message, memory) => {
  const reason = /利率/.test(message) ? 'not-in-notices' : /谢谢/.test(message) ? 'small-talk' : null
  return { answer: reason ? { ...ANSWER, answered: false, reason, text: '没有写。', citations: [], departments: [] } : ANSWER, memory }
}

/** What the officers of the samples are on the roll, none of them with an account elsewhere. */
export async function enrol(store: Store, roll: readonly (Officer & { readonly slack?: string })[] = everyone): Promise<void> {
  for (const officer of roll) await store.officers.save({ slack: null, ...officer }, new Date('2026-11-23T08:00:00+08:00'))
}

export async function stage(start = '2026-11-23T09:00:00+08:00', opened?: Store): Promise<Stage> {
  const store = opened ?? (await openSqlite({ folder: null }, new Date(start)))
  let taken: readonly Looked[] = []
  let seed = 0
  let n = 0
  const means = { corpus, standards, random: () => bytes(++seed) }
  const desk = openDesk({
    ...means,
    store,
    answer,
    understand: understood,
    take: async (message, now) => {
      for (const file of taken.filter((f) => f.accepted))
        await store.files.put(message.conversation, { name: file.name, type: 'image/png', bytes: Buffer.from(file.name) }, now, new Date(now.getTime() + 86_400_000))
      return taken
    },
  })
  const officers = openOfficerDesk({ corpus, store, take: (message, now) => takeFiles(store, message, now) })
  const it: Stage = {
    store,
    desk,
    officers,
    now: new Date(start),
    say(conversation, text, files = [], id = `m${++n}`) {
      taken = files
      const channel = conversation.split(':')[0] as string
      return desk.hear({ channel, id, conversation, setting: 'private', text, attachments: [], at: it.now.toISOString() }, it.now)
    },
    async request(conversation, wish = '想申请维权援助') {
      const before = new Set((await store.cases.list({ conversation, limit: 50 })).rows.map((row) => row.case))
      for (const text of [wish, '同意', STORY.join('\n'), '跳过', '是']) await it.say(conversation, text)
      const opened = (await store.cases.list({ conversation, limit: 50 })).rows.find((row) => !before.has(row.case))
      if (!opened) throw new Error('the request was not submitted')
      return opened.case
    },
    act: (officer, number, action, seen = null, id = `o${++n}`) => officers.act(officer, { case: number, seen }, action, { channel: 'test', id }, it.now),
    async did(officer, number, action) {
      const acted = await it.act(officer, number, action)
      if (acted.kind !== 'done') throw new Error(`${action.kind}: ${JSON.stringify(acted)}`)
    },
    async delivered() {
      const sent: Sent[] = []
      for (const { channel } of await store.outbox.backlog())
        for (let claimed = await store.claim('w', it.now, 60_000, 100, channel); claimed.length > 0; claimed = await store.claim('w', it.now, 60_000, 100, channel))
          for (const message of claimed) {
            sent.push(shown(message))
            await store.settle(message, { kind: 'sent' }, it.now)
          }
      return sent
    },
    at(iso) {
      it.now = new Date(iso)
    },
    close: () => store.close(),
  }
  return it
}

function shown({ channel, conversation, body, case: number }: Claimed): Sent {
  const kind = (body as Partial<CasePost>).kind ?? 'words'
  return { channel, to: conversation, text: (body as Reply).text, kind, case: number ?? null }
}

/** The case as its events tell it. */
export async function caseOf(store: Store, number: string) {
  return fold((await store.cases.events(number)) as readonly CaseEvent[])
}

/** A file that is taken; its bytes are its name. */
export async function photo(name: string): Promise<Looked> {
  const content = new TextEncoder().encode(name)
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex')
  return { name, accepted: true, hash }
}
