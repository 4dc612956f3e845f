/** Says of a message what it is sent for and where that goes (CONTRACTS, `route`), or what the desk must ask before it can say. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Clause } from '../corpus/notice.ts'
import type { Intent } from '../corpus/wishes.ts'
import { simplify } from '../understand/normalise.ts'
import { atHome, type Region } from '../understand/region.ts'
import { typedInPinyin } from './signs.ts'
import type { ReadWish } from './wish.ts'

/** The enterprise's own place, as a reader of places found it; null where the message does not say it. */
export type Home = Region | null

export type Route = {
  readonly intent: Intent
  /** The short name of the enterprise's city; outside Liaoning the city or province as far as stated. */
  readonly region: string | null
  readonly measure: string | null
  /** Empty when nothing is to be routed in Liaoning, null when the desk must ask first. */
  readonly departments: readonly string[] | null
  readonly clarify: string | null
}

export type Readers = { readonly corpus: Corpus; readonly wish: (normal: string) => ReadWish; readonly home: (message: string) => Home }

/** @param message as received; @param normal the same, normalised. */
export function readIntent(message: string, normal: string, { corpus, wish, home }: Readers): Route {
  const { intent, measure } = wish(normal)
  const place = atHome(home(message))
  const region = place === null || place.kind === 'ambiguous' ? null : place.kind === 'liaoning' ? place.city : (place.city ?? place.province)
  const nothing = { intent, region, measure: null, departments: [], clarify: null }
  if (measure === null || place?.kind === 'elsewhere') return nothing
  const ask = (question: Question, of: string | null): Route => ({ intent, region, measure: of, departments: null, clarify: question[languageOf(message, normal)] })
  if (measure === '?') return ask(whichMeasure(intent), null)
  const departments = chargedFor(corpus.clause(measure), place)
  return departments === null ? ask(whichRegion(place), measure) : { intent, region, measure, departments, clarify: null }
}

const EACH_CITY = '各市知识产权局'
const ZONE = '沈抚示范区'
const ZONE_BUREAU = `${ZONE}知识产权局`

/**
 * Those the clause charges, in order, 各市 and 沈抚示范区 resolved to the one bureau of the enterprise's own city;
 * null where the place decides and is not known.
 */
export function chargedFor(clause: Clause, home: Home): string[] | null {
  const charged = clause.charges.map((charge) => charge.name)
  const local = charged.some((name) => name === EACH_CITY || name === ZONE_BUREAU)
  if (home?.kind !== 'liaoning') return local ? null : charged
  const own = home.city === ZONE ? ZONE_BUREAU : `${home.city}市知识产权局`
  return [...new Set(charged.map((name) => (name === EACH_CITY || name === ZONE_BUREAU ? own : name)))]
}

type Question = { readonly zh: string; readonly en: string }

function languageOf(message: string, normal: string): keyof Question {
  return /\p{Script=Han}/u.test(message) || typedInPinyin(normal) ? 'zh' : 'en'
}

function whichRegion(home: Home): Question {
  const names = home?.kind === 'ambiguous' ? home.options.map((option) => simplify(option.name)) : []
  if (names.length > 1 && names.length <= 4)
    return {
      zh: `请问贵企业在哪里：${names.map((name, i) => `${i + 1}. ${name}`).join('；')}？`,
      en: `Where is your enterprise: ${names.map((name, i) => `${i + 1}. ${name}`).join('; ')}?`,
    }
  return {
    zh: '请问贵企业在辽宁省哪个市（或沈抚示范区）？由当地知识产权局受理。',
    en: 'Which city of Liaoning (or the Shenfu Demonstration Zone) is your enterprise in? Its own bureau takes the request.',
  }
}

function whichMeasure(intent: Intent): Question {
  switch (intent) {
    case 'infringement-assistance':
      return {
        zh: '请问您希望：1. 得到维权援助（侵权判定、指导）；2. 举报侵权假冒，请执法部门查处？',
        en: 'Would you like 1. help against the infringer (an infringement opinion, guidance), or 2. to report it for inspection and punishment?',
      }
    case 'pledge-financing':
    case 'pledge-registration':
      return {
        zh: '请问您要办的是：1. 质押贷款（联系银行、续贷）；2. 质押登记；3. 价值评估或风险补偿？',
        en: 'Is it about 1. a loan against IP (finding a bank, renewal), 2. registering a pledge, or 3. valuation or risk compensation?',
      }
    case 'other-measure':
    case 'question':
    case 'chitchat':
      return {
        zh: '请问您想办哪一件：1. 被侵权，求助或举报；2. 质押贷款；3. 质押登记；4. 其他（资助奖励、高校专利推荐、地理标志产品销售、公共服务平台、权利恢复或代理援助）？',
        en: 'What can we do for you: 1. infringement (help or a report), 2. a loan against IP, 3. registering a pledge, 4. something else (funds owed, university patents, produce with a geographical indication, the service platform, a lost right or agency aid)?',
      }
  }
}
