/** The directory of departments: names, aliases, region, parent, and what the notices say of each and where. */
import { z } from 'zod'
import type { Clause } from './notice.ts'

export const BodyShape = z.strictObject({
  name: z.string().min(2),
  aliases: z.array(z.string()),
  region: z.string(),
  parent: z.string().nullable(),
})
export type Body = z.infer<typeof BodyShape>

/** A body and the clauses that charge it. */
export type Department = Body & { readonly charged: readonly string[] }

export function directory(bodies: readonly Body[], clauses: readonly Clause[]): Department[] {
  return bodies.map((body) => ({ ...body, charged: clauses.filter((c) => c.charges.some((d) => d.name === body.name)).map((c) => c.id) }))
}
