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

/** `two years` as `2 years`, `five million yuan` as `5 million yuan`, `a year and a half` as `18 months`. */
export function figures(text: string): string {
  return text
    .replace(/(?<![a-z])(?:a|one) year and (?:a|one) half(?![a-z])/gi, '18 months')
    .replace(/(?<![a-z])(two|three|four|five|2|3|4|5) and (?:a|one) half years?(?![a-z])/gi, (_, n: string) => `${(WORDS[n.toLowerCase()] ?? Number(n)) * 12 + 6} months`)
    .replace(/(?<![a-z])half a year(?![a-z])/gi, '6 months')
    .replace(/(?<![a-z])half a million(?![a-z])/gi, '500 thousand')
    .replace(/(?<![a-z])(?:a|one) (?=(?:year|month|million|hundred thousand)(?![a-z]))/gi, '1 ')
    .replace(NUMBER, (said) => String(value(said.toLowerCase())))
    .replace(/(\d+) and (?:a|one) half million/gi, '$1.5 million')
    .replace(/(\d+) hundred thousand/gi, (_, n: string) => `${Number(n) * 100} thousand`)
    .replace(/(\d+) million (?:and )?(\d{1,3}) thousand/gi, (_, m: string, k: string) => `${Number(m) + Number(k) / 1000} million`)
    .replace(/(?<=\d) ?(?:mil|mln)(?![a-z])|(?<=(?:rmb|cny|[¥￥]) ?\d+(?:\.\d+)?) ?m(?![a-z])|(?<=\d) ?m(?= ?(?:yuan|rmb|cny))/gi, ' million')
}

function value(said: string): number {
  const [head = '', tail = ''] = said.includes('hundred') ? said.split(/ hundred(?: and)? ?/) : ['', said]
  const sum = (words: string) => words.split(/[ -]/).reduce((total, w) => total + (WORDS[w] ?? 0), 0)
  return (head ? sum(head) * 100 : 0) + sum(tail)
}
