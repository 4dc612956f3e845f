/** One question in, one answer out: references first, then structure, then search and judgement; silence where nothing answers. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Language, Show } from '../message.ts'
import type { Search } from '../search/search.ts'
import { regionAskedOf } from '../understand/enterprise-region.ts'
import { normalise, wordless } from '../understand/normalise.ts'
import { readSetting } from '../understand/place.ts'
import { readReferences } from '../understand/reference.ts'
import { atHome } from '../understand/region.ts'
import { readAsked } from './asked.ts'
import { byReference } from './by-reference.ts'
import { bySearch } from './by-search.ts'
import { composeListing } from './compose.ts'
import { elliptical, followUp } from './follow.ts'
import type { Weights } from './judge.ts'
import type { Memory } from './memory.ts'
import { byDepartment, byMention, notices, othersOfDepartment, outline, particulars } from './structure.ts'
import { type Asking, type Means, remember, silent, type Turn } from './turn.ts'
import { fault } from './verify.ts'

/** For answering with a model: on whose budget it is asked, until when it is waited for, and where its sentences are shown as they come. */
export type Waiting = { readonly person?: string; readonly until?: AbortSignal; readonly show?: Show | undefined }

/** @param today ISO date in China, for targets that lie in the past. */
export type Answerer = (message: string, memory: Memory, today: string, waiting?: Waiting) => Promise<Turn>

export function answerer(corpus: Corpus, search: Search, weights: Weights): Answerer {
  const means: Means = { corpus, search, weights }
  return async (message, memory, today) => {
    const asking = read(message, memory, today)
    const turn = await answered(means, asking)
    // Failing closed: an answer whose quotes do not stand is no answer.
    return fault(corpus, turn.answer) ? silent(corpus, memory, 'unclear', asking.language, {}) : turn
  }
}

async function answered(means: Means, asking: Asking): Promise<Turn> {
  const { corpus } = means
  const { normal, memory, language } = asking
  if (wordless(normal) || elliptical(normal, memory)) return silent(corpus, memory, 'unclear', language, {})
  if (validity(asking)) return silent(corpus, { ...memory, normal }, 'not-in-notices', language, { asked: 'validity' })
  return (await byReference(means, asking)) ?? byStructure(corpus, asking) ?? (await bySearch(means, asking))
}

function read(message: string, memory: Memory, today: string): Asking {
  const normal = normalise(message)
  const named = readReferences(normal)
  const about = memory.clauses[0]?.split('#')[0]
  // “这个通知” is the one talked about.
  const references = named.notices.length === 0 && about && THIS_NOTICE.test(normal) ? { ...named, notices: [about], rest: named.rest.replace(THIS_NOTICE, ' ') } : named
  const place = atHome(regionAskedOf(message))
  const city = place?.kind === 'liaoning' ? place.city : memory.city
  return {
    normal,
    read: references,
    setting: readSetting(normal),
    asked: readAsked(normal),
    language: readLanguage(normal),
    lean: followUp(normal, references, memory),
    memory: { ...memory, city },
    today,
    city,
  }
}

const THIS_NOTICE = /(?:这|那|该)(?:个|份)?(?:通知|文件|文(?!章))|this notice|that notice/

export function readLanguage(normal: string): Language {
  const latin = normal.match(/[a-z]{2,}/g)?.join('').length ?? 0
  const han = normal.match(/\p{Script=Han}/gu)?.length ?? 0
  return latin > 3 * han &&
    /\b(?:the|what|how|who|is|are|do|does|can|which|when|where|for|of|to|in|my|our|we|any|please|need|with|from|why|must|should|will|and|article|notice|patent|trademark|pledge|registration|ip|loan)\b/.test(
      normal,
    )
    ? 'en'
    : 'zh'
}

/** Asks whether a notice is still in force: none says how long it is, and the desk does not guess. */
function validity({ asked, normal, read: references }: Asking): boolean {
  return asked === 'validity' && (references.notices.length > 0 || /文件|通知|政策|规定|举措|措施|这条|条款|notice|document|policy|measures/.test(normal))
}

function byStructure(corpus: Corpus, asking: Asking): Turn | null {
  const { normal, read: references } = asking
  const told = particulars(corpus, normal, references)
  if (told === 'none') return silent(corpus, { ...asking.memory, normal }, 'not-in-notices', asking.language, { asked: 'contact' })
  const listing =
    told ??
    othersOfDepartment(corpus, normal, asking.memory) ??
    notices(corpus, normal, references) ??
    byDepartment(corpus, normal, references) ??
    byMention(corpus, normal, references) ??
    outline(corpus, normal, references)
  return listing ? remember(asking, composeListing(corpus, listing, asking.city, asking.language), normal) : null
}
