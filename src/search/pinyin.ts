/** The syllables of pinyin typed by a person, heard as `sound` hears characters. */
import { blur } from '../understand/sound.ts'

const INITIALS = ['', ...'bpmfdtnlgkhjqxryw', ...['z', 'c', 's'].flatMap((initial) => [initial, `${initial}h`])]
const FINALS = [...'aeiouv', ...'iang iong uang ang eng ing ong iao ian uai uan ai ei ao ou an en in un ia ie iu ua ui uo ue ve er'.split(' ')]
/** Each syllable, as `sound` would have it. */
const SYLLABLES = new Map(INITIALS.flatMap((initial) => FINALS.map((final) => [initial + final, blur(initial + final)])))

/** Words of English that would also parse as pinyin and are meant as English. */
const ENGLISH = new Set(
  'a an the in on he she me we can to long men open tan gang sun fan ran bang sing song pan hang ping wo you are so do no go be bin dan den die due fen hen hun lie lung man min mu nun pin pen ten tin ten tong wing yin'.split(
    ' ',
  ),
)

/** The syllables of a Latin word that is pinyin, blurred as in `sound`; null when it is not pinyin. */
export function syllables(word: string): string[] | null {
  if (word.length < 2 || ENGLISH.has(word)) return null
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= word.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const before = best[start]
      const known = best[end]
      if (!before || (known && before.length + 1 >= known.length)) continue
      const heard = SYLLABLES.get(word.slice(start, end))
      if (heard !== undefined) best[end] = [...before, heard]
    }
  }
  return best[word.length] ?? null
}
