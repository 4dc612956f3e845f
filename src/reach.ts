/** Where people are told of a case: the enterprise in its own conversation, officers in their department's room, their own Slack, or their tray. */
import type { Case } from './cases/case.ts'
import type { Addressee, CaseNotice } from './cases/event.ts'
import type { Both, CasePost, Reply } from './message.ts'
import type { CaseChange, Officer, Outgoing, Room } from './store.ts'

/** Everybody the desk can reach, and where. */
export type Roll = { readonly officers: readonly Officer[]; readonly rooms: readonly Room[] }

/** The tray of an officer without an account elsewhere, each a channel of its own: read at the terminal or on the web desk. */
export const TRAY = 'tray'

/** A conversation's address begins with its channel. */
export function channelOf(address: string): string {
  const channel = address.split(':')[0] as string
  return channel === TRAY ? address : channel
}

/** Channels on which a case stands as one card, kept up to date. */
const CARDED: readonly string[] = ['slack']

function home(officer: Officer): string {
  return officer.slack ? `slack:@${officer.slack}` : `${TRAY}:${officer.id}`
}

/**
 * The addresses of whoever is meant; each time nobody is there, the next best: the department's officers, the officers on duty for
 * the city, those of the province, its chiefs. [] when the roll is empty.
 */
export function addressesOf(to: Exclude<Addressee, { kind: 'enterprise' }>, city: string | null, roll: Roll): readonly string[] {
  const at = roll.officers.filter((o) => o.active && o.role !== 'admin')
  const first = (...choices: readonly (() => readonly string[])[]): readonly string[] => choices.map((choose) => choose()).find((found) => found.length > 0) ?? []
  const who = (fits: (o: Officer) => boolean) => () => [...new Set(at.filter(fits).map(home))]
  const duty = [
    who((o) => o.role === 'duty' && city !== null && o.city === city),
    who((o) => o.role === 'duty' && o.city === null),
    who((o) => o.role === 'chief' && o.city === null),
  ]
  const room = (department: string) => () => roll.rooms.filter((r) => r.department === department).map((r) => r.address)
  switch (to.kind) {
    case 'officer':
      return first(
        who((o) => o.id === to.id),
        // Who has left is followed by his department.
        ...roll.officers.filter((o) => o.id === to.id).flatMap((left) => [room(left.department), who((o) => o.department === left.department)]),
        ...duty,
      )
    case 'department':
      return first(
        room(to.name),
        who((o) => o.department === to.name),
        ...duty,
      )
    case 'chief':
      return first(
        who((o) => o.role === 'chief' && o.department === to.department),
        who((o) => o.role === 'chief' && o.city === null),
        ...duty,
      )
    case 'duty':
      return first(...duty)
  }
}

/** A change of a case, as it is now, and what is said about it. `conversation` is the enterprise's, null where it is erased. */
export type Told = { readonly case: Case; readonly change: CaseChange; readonly notices: readonly CaseNotice[]; readonly conversation: string | null }

/** The outgoing messages of one change: the enterprise's own, a line to each officer meant, and the case's card wherever it is carried. */
export function told({ case: c, change, notices, conversation }: Told, roll: Roll, standing: readonly string[]): Outgoing[] {
  const key = (what: string, n: number | string) => `case:${c.number}:${c.version}:${what}:${n}`
  const send = (address: string, what: string, n: number | string, body: Reply | CasePost): Outgoing => ({
    key: key(what, n),
    channel: channelOf(address),
    conversation: address,
    body,
    case: c.number,
  })
  const cards = cardPlaces(c, change, roll, standing)
  const opening = change.expected === 0
  const actor = change.events.at(-1)?.by
  const self = roll.officers.filter((o) => actor?.kind === 'officer' && o.id === actor.id).map(home)[0]
  const mine = notices.flatMap((notice, n) =>
    notice.to.kind === 'enterprise' && conversation !== null
      ? [
          send(conversation, 'enterprise', n, { text: notice.text[c.language] }),
          // Each a message of its own: one that cannot be sent is tried again by itself, and shown by itself.
          ...(notice.files ?? []).map((file) => send(conversation, 'file', file.id, { text: '', files: [file] })),
        ]
      : [],
  )
  const lines = new Map<string, { readonly address: string; readonly text: Both }>()
  for (const { to, text } of notices) {
    if (to.kind === 'enterprise') continue
    // A new card speaks for itself, and who did it knows it.
    for (const address of addressesOf(to, c.region, roll))
      if (address !== self && !(opening && cards.includes(address)) && !lines.has(`${address} ${text.zh}`)) lines.set(`${address} ${text.zh}`, { address, text })
  }
  const officers = [...lines.values()].map(({ address, text }, n) => send(address, 'notice', n, { kind: 'notice', case: c.number, text: text.zh, english: text.en }))
  return [...mine, ...cards.map((address) => send(address, 'card', address, { kind: 'card', case: c.number, text: `案件 ${c.number}` })), ...officers]
}

/** What changes nothing on a card. */
const UNSEEN = ['noted', 'looked', 'reminded']

/** Where the card stands already, and where the departments that have to do with it are told of it. */
function cardPlaces(c: Case, change: CaseChange, roll: Roll, standing: readonly string[]): string[] {
  if (change.events.every((event) => UNSEEN.includes(event.kind))) return []
  const to = change.summary.departments.flatMap((name) => addressesOf({ kind: 'department', name }, c.region, roll))
  const duty = change.summary.departments.length === 0 ? addressesOf({ kind: 'duty' }, c.region, roll) : []
  return [...new Set([...standing, ...to, ...duty])].filter((address) => CARDED.includes(channelOf(address)))
}
