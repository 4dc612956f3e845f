/** Turns numbers written in English words into figures, so that the readers of sums and terms can read them. */

/** Numbers as words, one to nineteen and the tens. */
export const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const ONE = Object.keys(WORDS).join('|')
const NUMBER = new RegExp(
  `(?<![a-z])(?:(?:${ONE})(?:[ -](?:${ONE}))?(?: hundred(?: and)?(?: (?:${ONE})(?:[ -](?:${ONE}))?)?)?)(?= (?:thousand|million|billion|years?|months?|yuan|rmb|hundred|days?|weeks?|and (?:a|one) half million|(?:to|or|and) (?:${ONE}|\\d+)(?: hundred)? (?:thousand|million))(?![a-z]))`,
  'gi',
)

type Rule = readonly [RegExp, (...groups: string[]) => string]

const RULES: readonly Rule[] = [
  [/(?<![a-z])(?:a|one) year and (?:a|one) half(?![a-z])/gi, () => '18 months'],
  [/(?<![a-z])(two|three|four|five|2|3|4|5) and (?:a|one) half years?(?![a-z])/gi, (_, n = '') => `${(WORDS[n.toLowerCase()] ?? Number(n)) * 12 + 6} months`],
  [/(?<![a-z])half a year(?![a-z])/gi, () => '6 months'],
  [/(?<![a-z])half a million(?![a-z])/gi, () => '500 thousand'],
  [/(?<![a-z])(?:a|one) (?=(?:year|month|million|hundred thousand)(?![a-z]))/gi, () => '1 '],
  [NUMBER, (said = '') => String(value(said.toLowerCase()))],
  [/(\d+) and (?:a|one) half million/gi, (_, n = '') => `${n}.5 million`],
  [/(\d+) hundred thousand/gi, (_, n = '') => `${Number(n) * 100} thousand`],
  [/(\d+) million (?:and )?(\d{1,3}) thousand/gi, (_, m = '', k = '') => `${Number(m) + Number(k) / 1000} million`],
  [/(?<=\d) ?(?:mil|mln)(?![a-z])|(?<=(?:rmb|cny|[¥￥]) ?\d+(?:\.\d+)?) ?m(?![a-z])|(?<=\d) ?m(?= ?(?:yuan|rmb|cny))/gi, () => ' million'],
]

/** A text in figures, and where each of its characters (and its end) came from. */
export type Figured = { readonly text: string; readonly from: readonly number[] }

/** `two years` as `2 years`, `five million yuan` as `5 million yuan`, `a year and a half` as `18 months`. */
export function figures(raw: string): Figured {
  return RULES.reduce(put, { text: raw, from: Array.from({ length: raw.length + 1 }, (_, i) => i) })
}

function put({ text, from }: Figured, [pattern, figure]: Rule): Figured {
  let written = ''
  const places: number[] = []
  let last = 0
  for (const m of text.matchAll(pattern)) {
    const said = figure(...m)
    written += text.slice(last, m.index) + said
    places.push(...from.slice(last, m.index), ...Array.from(said, () => from[m.index] as number))
    last = m.index + m[0].length
  }
  return last === 0 ? { text, from } : { text: written + text.slice(last), from: [...places, ...from.slice(last)] }
}

function value(said: string): number {
  const [head = '', tail = ''] = said.includes('hundred') ? said.split(/ hundred(?: and)? ?/) : ['', said]
  const sum = (words: string) => words.split(/[ -]/).reduce((total, w) => total + (WORDS[w] ?? 0), 0)
  return (head ? sum(head) * 100 : 0) + sum(tail)
}
