/** The chain: a thousand ways to rewrite a history, against a head kept outside; and the one canonical writing it rests on. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, chained, EMPTY, GENESIS, hashOf, headOf, verifyChain } from '../../src/cases/chain.ts'
import { enterpriseAct } from '../../src/cases/enterprise.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { DeskError } from '../../src/errors.ts'
import { anshan, approval, did, financing, happened, infringement, MONDAY, opened, type Story } from './sample.ts'

function long(): Story {
  const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00+08:00`
  let story = did(opened(), anshan, { kind: 'accept' }, at(9))
  story = did(story, anshan, { kind: 'note', text: '先看专利' }, at(10))
  story = did(story, anshan, { kind: 'request-supplements', items: ['专利证书', '公证书'], confirmed: true }, at(11))
  const more = enterpriseAct(story.case, { kind: 'supplement', text: '已附上', files: ['证书.pdf'] }, at(12))
  if (more.kind !== 'done') throw new Error(more.reason)
  story = happened(story, more)
  story = did(story, anshan, { kind: 'reply', text: '正在比对', confirmed: true }, at(13))
  story = did(story, anshan, { kind: 'transfer', department: '行政审批处', reason: '涉及地理标志' }, at(14))
  story = did(story, approval, { kind: 'accept-transfer' }, at(15))
  story = did(story, approval, { kind: 'reply', text: '已核', confirmed: true }, at(15))
  return did(story, approval, { kind: 'close', result: '已解决', words: '已指导裁决', confirmed: true }, at(16))
}

/** A small generator of its own, so that a failing tamper can be found again by its number. */
function random(seed: number): (below: number) => number {
  let state = (seed * 2654435761) >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One leaf of an event changed: a character, a number, a switch, a key. */
function edited(event: CaseEvent, next: (below: number) => number): CaseEvent {
  const copy = JSON.parse(JSON.stringify(event)) as Record<string, unknown>
  let at: Record<string, unknown> = copy
  for (;;) {
    const keys = Object.keys(at)
    const key = keys[next(keys.length)] as string
    const value = at[key]
    if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
      at = value as Record<string, unknown>
      continue
    }
    if (typeof value === 'string') {
      const place = next(value.length + 1)
      at[key] = `${value.slice(0, place)}${'甲乙丙丁0123'[next(8)]}${value.slice(place + next(2))}`
      if (at[key] === value) at[key] = `${value}x`
    } else if (typeof value === 'number') at[key] = value + 1 + next(9)
    else if (typeof value === 'boolean') at[key] = !value
    else at[key] = '填入'
    return copy as unknown as CaseEvent
  }
}

/** Whoever can write the events can compute hashes too. */
function rechained(events: readonly CaseEvent[]): CaseEvent[] {
  return chained(
    events[0]?.case ?? '',
    EMPTY,
    events.map(({ hash: _, previous: _p, seq: _s, case: _c, ...draft }) => draft),
  )
}

describe('a thousand tampers', () => {
  const { case: c, events } = long()
  const other = opened(financing, MONDAY, 7)
  const head = headOf(events)
  const tampers: Record<string, (next: (below: number) => number) => CaseEvent[]> = {
    edit: (next) => {
      const at = next(events.length)
      return events.with(at, edited(events[at] as CaseEvent, next))
    },
    drop: (next) => events.toSpliced(next(events.length), 1),
    swap: (next) => {
      const a = next(events.length)
      const b = (a + 1 + next(events.length - 1)) % events.length
      return events.with(a, events[b] as CaseEvent).with(b, events[a] as CaseEvent)
    },
    truncate: (next) => events.slice(0, next(events.length)),
    repeat: (next) => events.toSpliced(next(events.length + 1), 0, events[next(events.length)] as CaseEvent),
    'put in from another case': (next) => events.with(next(events.length), other.events[0] as CaseEvent),
    'edit and chain anew': (next) => {
      const at = next(events.length)
      const { hash: _, ...rest } = edited(events[at] as CaseEvent, next)
      const changed = { ...rest, hash: '' } as CaseEvent
      return rechained(events.with(at, { ...changed, case: c.number }))
    },
    'drop and chain anew': (next) => rechained(events.toSpliced(next(events.length), 1)),
    'swap and chain anew': (next) => {
      const a = next(events.length - 1)
      return rechained(events.with(a, events[a + 1] as CaseEvent).with(a + 1, events[a] as CaseEvent))
    },
    'add at the end, well chained': () => [...events, ...chained(c.number, head, [{ kind: 'rated', at: MONDAY, by: { kind: 'enterprise' }, data: { stars: 5 } }])],
  }
  it('are all found, and the untouched history is intact', () => {
    expect(verifyChain(c.number, events, head)).toEqual({ kind: 'intact' })
    const kinds = Object.entries(tampers)
    const found: Record<string, number> = {}
    let total = 0
    for (let n = 0; total < 1000; n++) {
      const [kind, tamper] = kinds[n % kinds.length] as (typeof kinds)[number]
      const changed = tamper(random(n + 1))
      // What happens to leave the very same events (a hash edited before chaining anew) is no tamper.
      if (JSON.stringify(changed) === JSON.stringify(events)) continue
      expect(verifyChain(c.number, changed, head).kind, `${kind} ${n}`).toBe('broken')
      found[kind] = (found[kind] ?? 0) + 1
      total++
    }
    console.log(`${total} tampers, all found: ${JSON.stringify(found)}`)
    expect(Object.keys(found)).toHaveLength(kinds.length)
  })

  it('are told by what they are and where', () => {
    const last = events.length
    const [first] = events as [CaseEvent]
    expect(verifyChain(c.number, events.slice(0, -2), head)).toEqual({ kind: 'broken', seq: last - 1, what: 'truncated' })
    expect(verifyChain(c.number, [], head)).toEqual({ kind: 'broken', seq: 1, what: 'truncated' })
    expect(verifyChain(c.number, events.toSpliced(2, 1), head)).toEqual({ kind: 'broken', seq: 3, what: 'seq' })
    expect(verifyChain(c.number, events.with(3, { ...(events[3] as CaseEvent), at: MONDAY }), head)).toEqual({ kind: 'broken', seq: 4, what: 'hash' })
    expect(verifyChain(c.number, events.with(3, { ...(events[3] as CaseEvent), previous: GENESIS }), head)).toEqual({ kind: 'broken', seq: 4, what: 'previous' })
    expect(verifyChain(c.number, rechained(events.with(0, { ...first, at: '2026-11-20T09:00:00+08:00' })), head)).toEqual({ kind: 'broken', seq: last, what: 'head' })
    expect(verifyChain(c.number, events, { ...head, seq: head.seq - 1 })).toMatchObject({ kind: 'broken', what: 'head' })
    expect(verifyChain(c.number, other.events, headOf(other.events))).toEqual({ kind: 'broken', seq: 1, what: 'case' })
  })

  it('include fields nobody knows, and values that are no JSON', () => {
    expect(verifyChain(c.number, events.with(1, { ...(events[1] as CaseEvent), extra: 1 } as unknown as CaseEvent), head)).toMatchObject({
      kind: 'broken',
      seq: 2,
      what: 'hash',
    })
    expect(verifyChain(c.number, events.with(1, { ...(events[1] as CaseEvent), at: undefined } as unknown as CaseEvent), head)).toMatchObject({
      kind: 'broken',
      seq: 2,
      what: 'hash',
    })
  })

  it('never survive a journey through a store: what JSON gives back is still intact', () => {
    expect(verifyChain(c.number, JSON.parse(JSON.stringify(events)), head)).toEqual({ kind: 'intact' })
  })
})

describe('the head', () => {
  it('of no events is the beginning', () => {
    expect(headOf([])).toEqual(EMPTY)
    expect(verifyChain('LN-X', [], EMPTY)).toEqual({ kind: 'intact' })
  })

  it('of two cases with the same request differs, so that nobody can compare hashes to find a person', () => {
    expect(opened(infringement, MONDAY, 1).events[0]?.hash).not.toBe(opened(infringement, MONDAY, 2).events[0]?.hash)
  })
})

describe('canonical JSON', () => {
  it('is one for every order of keys, and reads back', () => {
    expect(canonical({ b: [1, null, 'x"\n'], a: { d: 1.5e-7, c: true } })).toBe('{"a":{"c":true,"d":1.5e-7},"b":[1,null,"x\\"\\n"]}')
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const normal = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(canonical(normal))).toEqual(normal)
        expect(canonical(shuffled(normal))).toBe(canonical(normal))
      }),
    )
  })

  it.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [new Date()], [new Map()], [{ a: undefined }], [10n], [Symbol('x')]])(
    'refuses %s',
    (value) => {
      expect(() => canonical(value)).toThrow(DeskError)
    },
  )

  it('gives the published SHA-256 of its bytes', () => {
    // printf '{"at":"t","by":{"kind":"desk"},"case":"c","data":{"stars":5},"kind":"rated","previous":"p","seq":1}' | sha256sum
    const hash = hashOf({ at: 't', by: { kind: 'desk' }, case: 'c', data: { stars: 5 }, kind: 'rated', previous: 'p', seq: 1 })
    expect(hash).toBe('06094ad2a3511be3981f499765d938746b52a78c36a605c451a759097220561d')
  })
})

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, of]) => [key, shuffled(of)]),
  )
}
