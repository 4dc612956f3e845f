/** How the officers' pages speak their reader's language: names, quotes and what people wrote keep their own and are marked with it; times, sums and sizes are said in the page's. */
import { html } from 'hono/html'
import { CITY_EN } from '../../../../src/dialog/readers/enterprise.ts'
import type { Language } from '../../../../src/message.ts'
import type { Html } from '../typeset.ts'

export type Piece = Html | string

const HAN = /\p{Script=Han}/u
const TAG = { zh: 'zh-CN', en: 'en' } as const
/** Chinese within other words: from one Chinese character to the last before something else, with the marks and figures between. */
const RUN = /[〔《（【]?\p{Script=Han}(?:[\p{Script=Han}\u3000-\u303f\uff01-\uff5e〔〕“”·\d]*[\p{Script=Han}\u3000-\u303f\uff01-\uff5e〕])?/gu

function languageOfText(text: string, page: Language): Language {
  if (HAN.test(text)) return 'zh'
  return /[a-z]{2}/i.test(text) ? 'en' : page
}

/** The language of an element that holds nothing but what is not the page's own: a name, a quote, what somebody wrote. */
export function lang(text: string, page: Language): Html | '' {
  const own = languageOfText(text, page)
  return own === page ? '' : html` lang="${TAG[own]}"`
}

/** A name, a quote, or what somebody wrote. */
export function own(text: string, page: Language): Piece {
  return languageOfText(text, page) === page ? text : html`<span${lang(text, page)}>${text}</span>`
}

/** A sentence of ours in which Chinese names or words of a notice stand. */
export function marked(text: string, page: Language): Piece {
  if (page === 'zh') return text
  const parts: Piece[] = []
  let at = 0
  for (const found of text.matchAll(RUN)) {
    parts.push(text.slice(at, found.index), html`<span lang="zh-CN">${found[0]}</span>`)
    at = found.index + found[0].length
  }
  return parts.length ? html`${[...parts, text.slice(at)]}` : text
}

/** Names one after the other, each marked. */
export function listed(names: readonly string[], page: Language): Piece {
  if (page === 'zh') return names.join('、')
  return html`${names.map((name, i) => html`${i ? ', ' : ''}${own(name, page)}`)}`
}

/** A city by the name it has in the page's language. */
export function cityName(city: string, page: Language): string {
  return page === 'zh' ? city : (CITY_EN[city] ?? city)
}

/** 500万元, 1.2亿元; 5 million yuan, 800,000 yuan. */
export function moneyWords(yuan: number, page: Language): string {
  if (page === 'en') return yuan >= 1_000_000 ? `${Math.round(yuan / 10_000) / 100} million yuan` : `${yuan.toLocaleString('en')} yuan`
  if (yuan >= 100_000_000) return `${Math.round(yuan / 1_000_000) / 100}亿元`
  return yuan >= 10_000 ? `${Math.round(yuan / 100) / 100}万元` : `${yuan}元`
}

export function sizeWords(bytes: number, page: Language): string {
  if (bytes < 1024) return page === 'zh' ? `${bytes} 字节` : `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** As a heading or a line begins: in English with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
