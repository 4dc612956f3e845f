/** What was said for one form and is to hold for another: when the person wants it so, and which slots both share. */

import { line } from '../understand/line.ts'
import type { Form, Slot } from './form.ts'
import type { Entry } from './state.ts'
import type { CaseView } from './turn.ts'

const SAME =
  /照旧|照用|照样用|照搬|[也都还]用(?:这|那|上|前|刚|原)|[也都还接继](?:着|续)?用(?=$|[，,。吧就])|用(?:这些|上面|前面|刚才|原来|原先)的?(?:信息|资料|内容|那些)?|通用|(?<!不)一样|不变|带过去|带过来|带上|沿用|同样|不用(?:再|重新|重)(?:填|说)|别重(?:新)?填|前面(?:填|说)(?:的|过)|刚才(?:的|填|说)|保留|same|keep|carry|reuse/
export const FRESH = /重新填|重填|不用带|不要带|别带|从头|清空|fresh|from scratch|not? (?:carry|keep)/

/** 贷款也用这些信息: what was said of the one form is to hold for the other. */
export function keeps(raw: string): boolean {
  const said = line(raw).text
  return SAME.test(said) && !FRESH.test(said.replace(SAME, '')) && !/[?？]|[不别]换|[不别]改办|(?:不|别)(?:再|要|能)?(?:照用|沿用|保留|带)/.test(said)
}

export function sharedWith(form: Form, slot: Slot): boolean {
  return form.slots.some((s) => s === slot || (s.name === slot.name && s.label.zh === slot.label.zh))
}

/** 公司、联系人跟上一份一样: what one's last request held of the slots that this form shares with it. */
export function fromCase(form: Form, forms: readonly Form[], { kind, slots }: CaseView, from: string): Record<string, readonly Entry[]> {
  const other = forms.find((f) => f.kind === kind)
  if (!other || !slots) return {}
  const held = slots as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    form.slots.flatMap((s) => {
      const value = held[s.name]
      return sharedWith(other, s) && !s.prose && value !== undefined && value !== null ? [[s.name, [{ value, from }]]] : []
    }),
  )
}
