/** Plays every conversation in this folder through the dialog, and checks that every line of BEHAVIOURS is covered by name. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BEHAVIOURS } from './behaviours.ts'
import { parse, play } from './play.ts'

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((f) => f.endsWith('.txt'))
const conversations = files.flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8'), file))

describe('conversations', () => {
  for (const conversation of conversations) it(`${conversation.file}:${conversation.line} ${conversation.behaviours.join(', ')}`, () => play(conversation))
})

describe('coverage', () => {
  it('has at least 120 conversations', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(120)
  })
  it('covers every behaviour of “A request is taken down” by name', () => {
    const covered = new Set(conversations.flatMap((c) => c.behaviours))
    expect(BEHAVIOURS.filter((b) => !covered.has(b))).toEqual([])
  })
  it('names no behaviour that is not on the list', () => {
    expect(conversations.flatMap((c) => c.behaviours).filter((b) => !(BEHAVIOURS as readonly string[]).includes(b))).toEqual([])
  })
})
