/** One message as a form hears it: what each slot takes from it. */
import { expect } from 'vitest'
import type { Form, Values } from '../../../src/dialog/form.ts'
import { FINANCING } from '../../../src/dialog/forms/financing.ts'
import { INFRINGEMENT } from '../../../src/dialog/forms/infringement.ts'
import { read } from '../../../src/dialog/reading.ts'

export type Scene = { readonly pending?: string | null; readonly known?: Values; readonly mending?: boolean }

/** The values taken; a slot said to be unknown or missing is null, one with a problem its reason in brackets. */
function told(form: Form, message: string, { pending = null, known = {}, mending = false }: Scene = {}): Readonly<Record<string, unknown>> {
  const heard = read(message, { form, known, pending, mending })
  const got: Record<string, unknown> = {}
  for (const { slot, value } of heard.taken) got[slot] = form.slots.find((s) => s.name === slot)?.list ? [...((got[slot] as unknown[]) ?? []), value] : value
  for (const { slot, reason } of heard.problems) got[slot] ??= `<${reason}>`
  for (const slot of [...heard.nones, ...heard.put.map((p) => p.slot)]) got[slot] ??= null
  if (heard.elsewhere) got[heard.elsewhere.slot] ??= `elsewhere:${heard.elsewhere.place}`
  return got
}

export const financing = (message: string, scene?: Scene) => told(FINANCING, message, scene)
export const infringement = (message: string, scene?: Scene) => told(INFRINGEMENT, message, scene)

/** What is known once the enterprise has been told of. */
export const FIRM: Values = { company: '沈阳甲有限公司', creditCode: '91210106MA0XP5R682', contact: '李四', mobile: '13940112233', region: '沈阳' }

/** A message, what it gives (`~` before a part that must be in it, undefined for a slot that must be left alone), and where it is said. */
export type Row = [said: string, want: Readonly<Record<string, unknown>>, scene?: Scene]

export function gives(got: Readonly<Record<string, unknown>>, want: Row[1]): void {
  for (const [slot, value] of Object.entries(want))
    if (typeof value === 'string' && value.startsWith('~')) expect(got[slot], slot).toEqual(expect.stringContaining(value.slice(1)))
    else expect(got[slot], slot).toEqual(value)
}
