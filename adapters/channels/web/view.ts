/** Whom a page is drawn for, and the page drawn in the frame for them. */
import type { Context } from 'hono'
import type { Language } from '../../../src/message.ts'
import { type Frame, frame } from './frame.ts'
import { languageOf, type Say, sayIn } from './language.ts'
import type { Html } from './typeset.ts'

/** `office`: there is a desk for officers on this server. */
export type View = { readonly language: Language; readonly say: Say; readonly office: boolean }

export function viewOf(c: Context, office: boolean): View {
  const language = languageOf(c)
  return { language, say: sayIn(language), office }
}

export function draw(view: View, page: Omit<Frame, 'language' | 'nav'> & { readonly here: Frame['nav']['here'] }): Html {
  const { here, ...rest } = page
  return frame({ ...rest, language: view.language, nav: { here, office: view.office } })
}
