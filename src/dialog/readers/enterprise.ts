/** Reads for the other slots every form begins with: credit code, contact, mobile, city. */

import { enterpriseSeat } from '../../understand/enterprise-region.ts'
import { line } from '../../understand/line.ts'
import { type Option as Place, type Region, readRegions } from '../../understand/region.ts'
import type { Both, Said, Seen } from '../form.ts'
import { readCompanies } from '../values/company.ts'
import { readCreditCodes } from '../values/credit-code.ts'
import { readMobiles } from '../values/mobile.ts'
import { isName, isTitled, mayBeName, SURNAME } from '../values/name.ts'
import { type Person, readPersons } from '../values/person.ts'
import { spokenDigits } from '../values/spoken.ts'
import { tells } from '../values/story.ts'
import { oursOf } from '../values/whose.ts'

/** What a reader's Chinese explanation says, in English, by its reason. */
export function explained(zh: string, reason: string, english: Readonly<Record<string, string>>, otherwise: string): Both {
  return { zh, en: english[reason] ?? otherwise }
}

const CODE_EN: Readonly<Record<string, string>> = {
  letter: 'A credit code never contains the letters I, O, S, V or Z; please check the one you typed',
  division: 'Characters 3–8 of the code are digits (the registering division). Please check them.',
  check: 'The check character of this credit code does not match; please compare it with the business licence.',
  length: 'A unified social credit code has 18 characters; this one has a different length.',
  'registration-number': 'That is a 15-digit registration number. The unified social credit code has 18 characters; it is printed on the business licence.',
  'organisation-code': 'That is a 9-character organisation code. Please send the 18-character unified social credit code.',
  'identity-card': 'That looks like a personal identity card number. Please do not send it; what is needed is the enterprise’s 18-character credit code.',
}

export function codeSlot(said: Said): Seen[] {
  const asked = said.asked || said.labelled
  const text = line(said.raw).text
  // 注册号 is a trademark's too: without a word of the code itself, a short number is none.
  const codes = readCreditCodes(spokenDigits(said.raw), { asked }).filter(
    (r) =>
      asked ||
      r.kind === 'found' ||
      r.reason !== 'length' ||
      r.text.replace(/[^\da-z]/gi, '').length >= 15 ||
      /信用|税号|代码/.test(text.slice(Math.max(0, r.start - 14), r.start)),
  )
  return oursOf(codes, readCreditCodes(said.whole), said.whole).map((r): Seen => {
    if (r.kind === 'found') return { kind: 'value', start: r.start, end: r.end, value: r.value.code, sure: true }
    const suggestion = r.suggestion?.code
    const en = (CODE_EN[r.reason] ?? 'Please check the credit code.') + (suggestion ? ` — did you mean ${suggestion}?` : '')
    return { kind: 'problem', start: r.start, end: r.end, reason: r.reason, what: { zh: r.what, en }, ...(suggestion ? { suggestion } : {}) }
  })
}

/** A known surname, and up to two characters more. */
const BEGINS_NAME = new RegExp(`^${SURNAME}[^司本会办里内]\\p{Script=Han}?$`, 'u')

/** Beside a number a name is a name, even where the number has been taken for its own slot by now. */
function persons(said: Said): Person[] {
  const found = readPersons(said.raw, said.asked || said.labelled)
  if (said.labelled || found.length > 0 || said.whole.length !== said.raw.length) return found
  return readPersons(said.whole, said.asked).filter((p) => said.text.slice(p.start, p.end) === said.whole.slice(p.start, p.end))
}

/** 老板是温州人, 我自己是温州平阳人: where somebody comes from is no name. */
function comesFrom(text: string, at: number): boolean {
  const home = readRegions(text, { asked: true }).find((r) => r.start <= at && r.end > at + 1)
  return home !== undefined && /^(?:[\p{Script=Han}]{1,3}(?:市|县|区)|[\p{Script=Han}]{2}(?=人))?(?:人|籍|那边|那头|这边|的)/u.test(text.slice(home.end))
}

export function contactSlot(said: Said): Seen[] {
  // 大连长海 is where, not who.
  const people = persons(said).filter(
    (p) =>
      !comesFrom(said.text, p.start) && (isName(p.name) || !(/^在/.test(p.name) || readRegions(p.name, { asked: true }).some((r) => r.text.length >= p.name.length - 1))),
  )
  // 联系人：高兴. Behind the label and alone it is a name, whatever else the word means.
  const told = said.labelled && people.length === 0 ? (/^\s*([\p{Script=Han}·]{2,4})(?=\s*(?:[，,。；;（(]|$))/u.exec(said.raw)?.[1] ?? '') : ''
  if (BEGINS_NAME.test(told) || mayBeName(told, true)) {
    const start = said.raw.indexOf(told)
    return [{ kind: 'value', start, end: start + told.length, value: told, sure: true }]
  }
  // 找葛经理，葛晓东: the whole name says more than the title.
  const whole = people.find((p) => !isTitled(p.name) && people.some((o) => o.name.includes(p.name[0] as string) && isTitled(o.name)))
  return oursOf(whole ? [whole] : people, people, said.whole)
    .slice(0, said.asked || said.labelled ? 1 : undefined)
    .map((p) => ({ kind: 'value', start: p.start, end: p.end, value: p.name, sure: said.labelled || p.sure }))
}

const MOBILE_EN: Readonly<Record<string, string>> = {
  length: 'A mainland mobile number has 11 digits; this one has a different length.',
  range: 'That is not a number range used in mainland China; please check it.',
  landline: 'That is a landline. Please give a mobile number, so that progress can reach you.',
  service: 'That is a 400/800 service number. Please give a mobile number.',
  hidden: 'Some digits are hidden; please send all 11, they will be shown masked.',
  foreign: 'That is a foreign number. A mainland mobile number is needed here.',
  letter: 'There are letters in the number; please check it.',
}
/** 没事别打给她: somebody's number, and not the one to call; 晚上别打 says only when. */
const NOT_TO_BE_CALLED =
  /^[，,、]?(?![^，,。；;\n]{0,6}(?:[早中晚夜午点天周]|以[前后]|上班))[^，,。；;\n]{0,6}(?:别|不要|不用|甭|勿)(?:再)?(?:打|联系|拨|记|写|登记?|留)(?:给?(?:她|他|这个|那个|这号|那号)|$|[，,。；;！!])/
export function mobileSlot(said: Said): Seen[] {
  const ours = oursOf(readMobiles(said.raw, { asked: said.asked || said.labelled }), readMobiles(said.whole), said.whole).filter(
    (r) => !NOT_TO_BE_CALLED.test(said.whole.slice(r.end)),
  )
  return ours.map(
    (r): Seen =>
      r.kind === 'found'
        ? { kind: 'value', start: r.start, end: r.end, value: r.value, sure: said.labelled || said.asked || !said.story || said.mending }
        : {
            kind: 'problem',
            start: r.start,
            end: r.end,
            reason: r.reason,
            what: explained(r.what, r.reason, MOBILE_EN, 'Please check the mobile number.'),
            ...(r.suggestion ? { suggestion: r.suggestion } : {}),
          },
  )
}

export const CITY_EN: Readonly<Record<string, string>> = {
  沈阳: 'Shenyang',
  大连: 'Dalian',
  鞍山: 'Anshan',
  抚顺: 'Fushun',
  本溪: 'Benxi',
  丹东: 'Dandong',
  锦州: 'Jinzhou',
  营口: 'Yingkou',
  阜新: 'Fuxin',
  辽阳: 'Liaoyang',
  盘锦: 'Panjin',
  铁岭: 'Tieling',
  朝阳: 'Chaoyang',
  葫芦岛: 'Huludao',
  沈抚示范区: 'Shenfu Demonstration Zone',
}

/** A company's name says where it is registered, unless the person says otherwise. */
export function cityOfName(company: string): string | null {
  const places = readRegions(company).filter((r) => r.start <= 2)
  const first = places[0]?.value
  return first?.kind === 'liaoning' ? first.city : null
}

function optionsOf(options: readonly Place[]) {
  return options.map((o) => ({
    value: o.kind === 'liaoning' ? o.city : `elsewhere:${o.province}${o.city && o.city !== o.province ? o.city : ''}`,
    label: { zh: o.name, en: o.kind === 'liaoning' ? (CITY_EN[o.city] ?? o.city) : o.name },
    cue: o.kind === 'liaoning' ? `${o.city}|${(CITY_EN[o.city] ?? o.city).toLowerCase()}` : (o.city ?? o.province),
  }))
}

const OWN_PLACE = /我|俺|咱|本(?:公司|厂|企业|店)|公司(?:在|位于|地址|注册)|注册|地址|所在|企业(?:在|位于)|厂(?:子)?在|our|we|located|based|registered/
const OUTRIGHT =
  /(?:我们?|俺们?|咱们?|我司|本)(?:的)?(?:公司|企业|厂子?|单位|店)?(?:现在|已经|其实)?(?:是|在|搬到|迁到|位于|注册在)|(?:公司|企业|单位|厂子?)(?:地址|所在地)?(?:是|在|搬到|迁到|位于)|^(?:辽宁)?[\u4e00-\u9fa5]{2,8}(?:市|区|县|的)?$|(?:^|[，,。；;])(?:就|都|现在)?(?:在|位于|坐落[在于]?|地处)(?=[\u4e00-\u9fa5]{2})|we(?:'re| are) (?:in|from|based)|our company is in/
const SAID_OUTRIGHT =
  /(?:公司|企业|厂子?|单位|店|我们?|俺们?|咱们?|地址|所在地|注册地?|搬|迁)[^，,。；;]{0,6}(?:在|到|是|位于|于)|(?:^|[，,。；;])就?(?:在|位于|坐落|地处)|改|换|不是/

/** Places inside the names of companies and persons (邵阳阳, 安丘生) belong to the names. */
function withoutNames(said: string): string {
  let raw = said
  for (const c of readCompanies(said, true)) raw = raw.slice(0, c.start) + '，'.repeat(c.end - c.start) + raw.slice(c.end)
  for (const p of readPersons(said, false))
    if (readRegions(p.name, { asked: true }).some((r) => r.text.length < p.name.length)) raw = raw.slice(0, p.start) + '，'.repeat(p.end - p.start) + raw.slice(p.end)
  return raw
}

export function regionSlot(said: Said): Seen[] {
  const asked = said.asked || said.labelled
  const raw = withoutNames(said.raw)
  // 侵权方是…，厂在大连: whose a place is may stand in what was taken for another slot by now.
  const context = said.labelled || said.whole.length !== said.raw.length ? raw : withoutNames(said.whole)
  const theirs = context !== raw && enterpriseSeat(context, { asked }) === null
  const seat = theirs ? null : enterpriseSeat(raw, { asked })
  const found = seat?.region
  if (!found) {
    // The place was part of a company's name, and of nothing else.
    return []
  }
  const readings = readRegions(raw, { asked })
  const place = [...readings].reverse().find((r) => alike(r.value, found)) ?? readings.at(-1)
  if (!place) return []
  const text = line(raw).text
  const own = asked || said.pending !== 'infringer' || OWN_PLACE.test(text)
  if (!own) return []
  // A story told for another slot names many places; only “我们公司在…” speaks of the enterprise's.
  const elsewhereInMind =
    said.pending !== null && !asked && (said.known.region !== undefined || ['infringer', 'description', 'evidence', 'purpose', 'matter', 'bank'].includes(said.pending))
  if (elsewhereInMind && !OUTRIGHT.test(text) && !(said.mending && text.replace(/[\s，]/g, '').length <= 16)) return []
  const sure = asked || said.mending || (!(said.story && tells(said.text)) && SAID_OUTRIGHT.test(text))
  const span = { start: place.start, end: place.end }
  switch (found.kind) {
    case 'liaoning':
      return [{ kind: 'value', ...span, value: found.city, sure, soft: seat.guessed && said.pending === null && said.story && !sure }]
    case 'elsewhere':
      // Nobody is turned away for a place that is only spoken of.
      if (seat.guessed && !asked) return []
      if (said.pending !== null && !asked && said.pending !== 'company' && !OWN_PLACE.test(text)) return []
      return [{ kind: 'elsewhere', ...span, place: found.city && found.city !== found.province ? `${found.province}${found.city}` : found.province }]
    case 'ambiguous': {
      const named = [
        said.known.region as string | undefined,
        ...readCompanies(said.raw, true)
          .filter((c) => c.role !== 'other')
          .map((c) => cityOfName(c.name)),
        said.known.company ? cityOfName(String(said.known.company)) : null,
      ]
      const option = found.options.find((o) => o.kind === 'liaoning' && named.includes(o.city))
      if (option?.kind === 'liaoning') return [{ kind: 'value', ...span, value: option.city, sure, soft: said.known.region === undefined }]
      if (found.options.length > 6)
        return asked || said.known.region === undefined
          ? [
              {
                kind: 'problem',
                ...span,
                reason: 'which-city',
                what: { zh: '只说到省还不够，还要知道是辽宁的哪个市。', en: 'The province alone is not enough; which city of Liaoning?' },
              },
            ]
          : []
      const names = {
        zh: found.options.map((o) => o.name).join('、'),
        en: optionsOf(found.options)
          .map((o) => o.label.en)
          .join(', '),
      }
      return [
        {
          kind: 'problem',
          ...span,
          reason: 'ambiguous',
          what: { zh: `叫“${place.text.trim()}”的地方不止一处（${names.zh}）。`, en: `There is more than one “${place.text.trim()}” (${names.en}).` },
          options: optionsOf(found.options),
        },
      ]
    }
  }
}

function alike(a: Region, b: Region): boolean {
  return a.kind === b.kind && (a.kind !== 'liaoning' || b.kind !== 'liaoning' || a.city === b.city)
}

export function masked(value: string, from: number, to: number): string {
  return value.slice(0, from) + '*'.repeat(Math.max(1, to - from)) + value.slice(to)
}
