/** The language of a page: what the reader chose by the switch, else what the browser asks for, else Chinese. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Language } from '../../../src/message.ts'

export const LANGUAGE_COOKIE = 'language'

export function languageOf(c: Context): Language {
  const chosen = getCookie(c, LANGUAGE_COOKIE)
  return isLanguage(chosen) ? chosen : asked(c.req.header('Accept-Language') ?? '')
}

export function isLanguage(text: unknown): text is Language {
  return text === 'zh' || text === 'en'
}

/** English only for a browser that likes it better than Chinese. */
function asked(header: string): Language {
  const liking = (language: Language) =>
    Math.max(
      0,
      ...header
        .slice(0, 300)
        .split(',')
        .filter((part) => part.trim().toLowerCase().startsWith(language))
        .map((part) => Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1) || 0),
    )
  return liking('en') > liking('zh') ? 'en' : 'zh'
}

/** Says a thing in the reader's language: `say('提问', 'Ask')`. */
export type Say = (zh: string, en: string) => string

export function sayIn(language: Language): Say {
  return (zh, en) => (language === 'zh' ? zh : en)
}
