/** Officers: who they are, what they are there for, and from which machine they look. */
import { z } from 'zod'
import type { Hand } from '../cases/event.ts'
import type { Body } from '../corpus/departments.ts'
import { DeskError } from '../errors.ts'

export const ROLES = ['officer', 'chief', 'duty', 'admin'] as const
/** `duty` takes what no clause gives to a department; `admin` keeps the accounts and sees no case. */
export type Role = (typeof ROLES)[number]

const OfficerShape = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1),
  department: z.string().min(2),
  /** null: the province. */
  city: z.string().nullable(),
  role: z.enum(ROLES),
  active: z.boolean(),
})
export type Officer = Readonly<z.infer<typeof OfficerShape>>

/** `own`: the bureau's own machines (its web desk, the terminal on its server). `foreign`: all others; Slack. */
export type Place = 'own' | 'foreign'

/**
 * An officer as stored or typed in, checked against the directory: a department that exists, and the city that is its own.
 * @throws DeskError naming what is wrong.
 */
export function readOfficer(raw: unknown, directory: readonly Body[]): Officer {
  const parsed = OfficerShape.safeParse(raw)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new DeskError('officer-shape', `经办人的 ${issue?.path.join('.') || '资料'}：${issue?.message}`, `角色是 ${ROLES.join('、')} 之一，city 省级填 null`)
  }
  const officer = parsed.data
  if (officer.department === '各市知识产权局' || !directory.some((body) => body.name === officer.department))
    throw new DeskError('officer-department', `目录里没有部门“${officer.department}”`, '请用 corpus/departments.json 中的全称，如 鞍山市知识产权局')
  const city = cityOf(officer.department)
  if (officer.city !== city)
    throw new DeskError('officer-city', `${officer.department} 的经办人，city 应为 ${city ?? 'null'}，不是 ${officer.city ?? 'null'}`, '城市须与部门一致')
  return officer
}

/** The city a department is of; null for one of the province. */
export function cityOf(department: string): string | null {
  return /^(.+?)市知识产权局$/.exec(department)?.[1] ?? /^(.+示范区)知识产权局$/.exec(department)?.[1] ?? null
}

export function handOf({ id, name, department }: Officer): Hand {
  return { officer: id, name, department }
}
