/** How a character sounds, so that a homophone typed by a phone still finds its word. */
import { pinyin } from 'pinyin-pro'

const sounds = new Map<string, string>()

/** The toneless sound of one character, with z/zh, c/ch, s/sh and -n/-ng told as one, as southern ears do. */
export function sound(char: string): string {
  const known = sounds.get(char)
  if (known !== undefined) return known
  const heard = blur(pinyin(char, { toneType: 'none', v: true }))
  sounds.set(char, heard)
  return heard
}

/** z/zh, c/ch, s/sh and -n/-ng told as one. */
export function blur(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n')
}
