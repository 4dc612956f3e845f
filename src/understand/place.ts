/** Where a question is set: in Liaoning, in the whole country, or somewhere else. Places are read as the requests read them. */
import { places } from './enterprise-region.ts'
import { line } from './line.ts'

export type Setting = { readonly liaoning: boolean; readonly national: boolean; readonly elsewhere: string | null }

/** What says Liaoning without naming a place of it. */
const OF_LIAONING = /辽(?:沈|东|西|南|中|知)|沈抚|东北老工业|(?:我|咱|本|咱们|我们)省|(?:^|[^各全个一跨外邻每分本两])省(?:里|局|上)|纾困/
const NATIONAL = /国家(?!级)|全国|国知局|总局|中央|部委|国务院|national|nationwide|state|cnipa|country|guojia/
const OUTSIDE = /外省/
/** Bodies the notices themselves name: no sign that the asker is from there. */
const NAMED_IN_NOTICES = /四川省知识产权服务促进中心|广东省知识产权保护中心|新疆生产建设兵团|新疆兵团|新疆建设兵团/g

/** Reads the places out of a normalised message. The place of somebody who copies or fakes sets nothing elsewhere; a name shared with a place elsewhere (朝阳, 铁西) is Liaoning's here. */
export function readSetting(normal: string): Setting {
  const text = normal.replace(NAMED_IN_NOTICES, ' ')
  const named = places(line(text)).map(({ mention, side }) => ({ ...mention, side, ours: mention.places.some((place) => place.province === '辽宁') }))
  const theirs = named.find(({ ours, side }) => !ours && side !== 'other')
  return {
    liaoning: named.some(({ ours }) => ours) || OF_LIAONING.test(text),
    national: NATIONAL.test(text),
    elsewhere: theirs ? text.slice(theirs.start, theirs.end) : (OUTSIDE.exec(text)?.[0] ?? null),
  }
}
