/** The roll as people keep it: ids made from names, and a whole file of officers read at once, all of it or none. Pure. */
import { pinyin } from 'pinyin-pro'
import type { Body } from '../corpus/departments.ts'
import { DeskError } from '../errors.ts'
import { departmentAt } from './commands.ts'
import { cityOf, type Officer, ROLES, type Role, readOfficer } from './officer.ts'
import { ROLE_WORDS } from './words.ts'

/** An officer with his account elsewhere. */
export type Enrolled = Officer & { readonly slack: string | null }

/** Short, typed easily, and never changed again: 赵一 is zhaoyi, the next of that sound zhaoyi2. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const letters = pinyin(name, { toneType: 'none', type: 'array', v: true, mode: 'surname' }).join('')
  const sound =
    letters
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 20) || 'officer'
  for (let n = 1; ; n++) {
    const id = n === 1 ? sound : `${sound}${n}`
    if (!taken.has(id)) return id
  }
}

/** The full name of a department said by any of its names. @throws DeskError when it is none. */
export function departmentCalled(said: string, directory: readonly Body[]): string {
  const found = departmentAt(said.trim(), directory)
  if (found && found.length === said.trim().normalize('NFKC').length) return found.name
  throw new DeskError('officer-department', `目录里没有部门“${said}”`, '请用 corpus/departments.json 中辽宁的部门全称，如 鞍山市知识产权局、知识产权保护处')
}

/** @throws DeskError naming the roles there are. */
export function roleCalled(said: string): Role {
  const plain = said.trim().toLowerCase()
  const role = ROLES.find((r) => r === plain || ROLE_WORDS[r].zh === plain)
  if (role) return role
  throw new DeskError('officer-role', `没有角色“${said}”`, `可用：${ROLES.map((r) => `${r}（${ROLE_WORDS[r].zh}）`).join('、')}`)
}

/** @throws DeskError when it is no member id of a Slack workspace. */
export function slackCalled(said: string): string {
  const plain = said
    .trim()
    .replace(/^<?@|>$/g, '')
    .toUpperCase()
  if (/^[UW][A-Z0-9]{4,}$/.test(plain)) return plain
  throw new DeskError('officer-slack', `“${said}”不是 Slack 成员 ID`, '成员 ID 以 U 或 W 开头，在 Slack 个人资料的“复制成员 ID”里')
}

/** A new officer, or one of a changed department or role. @throws DeskError naming what is wrong. */
export function enrolled(
  { id, name, department, role, active, slack }: { id: string; name: string; department: string; role: Role; active: boolean; slack: string | null },
  directory: readonly Body[],
): Enrolled {
  return { ...readOfficer({ id, name, department, city: cityOf(department), role, active }, directory), slack }
}

export type RollRead =
  | { readonly kind: 'read'; readonly added: readonly Enrolled[]; readonly changed: readonly Enrolled[]; readonly same: number }
  /** `line` as an editor counts them. */
  | { readonly kind: 'bad'; readonly problems: readonly { readonly line: number; readonly what: string }[] }

const COLUMNS: Readonly<Record<'name' | 'department' | 'role' | 'slack', readonly string[]>> = {
  name: ['姓名', '名字', 'name'],
  department: ['部门', '单位', '部门全称', 'department'],
  role: ['角色', '职责', 'role'],
  slack: ['slack', 'slack id', 'slackid'],
}

/**
 * Reads a file of 姓名,部门,角色,Slack; with a heading the columns may stand in any order. Who is on the roll already (same name, same
 * department) is changed where the file says something else, so that a file may be read twice.
 */
export function readRoll(text: string, existing: readonly Enrolled[], directory: readonly Body[]): RollRead {
  const rows = readCsv(text)
  const [first] = rows
  const heading = first?.cells.map((c) => c.trim().toLowerCase()) ?? []
  const column = (key: keyof typeof COLUMNS) => heading.findIndex((c) => COLUMNS[key].includes(c))
  const headed = column('name') >= 0 && column('department') >= 0
  const at = headed
    ? { name: column('name'), department: column('department'), role: column('role'), slack: column('slack') }
    : { name: 0, department: 1, role: 2, slack: 3 }
  const body = headed ? rows.slice(1) : rows
  const problems: { line: number; what: string }[] = body.length === 0 ? [{ line: 1, what: '文件里没有经办人' }] : []
  const known = new Map<string, Enrolled>(existing.map((o) => [`${o.name} ${o.department}`, o]))
  const ids = new Set(existing.map((o) => o.id))
  const slacks = new Map<string, string>(existing.flatMap((o) => (o.slack ? [[o.slack, `${o.name} ${o.department}`] as const] : [])))
  const seen = new Map<string, number>()
  const added: Enrolled[] = []
  const changed: Enrolled[] = []
  let same = 0
  for (const { line, cells } of body) {
    const cell = (key: keyof typeof at) => (at[key] < 0 ? '' : (cells[at[key]] ?? '').trim())
    try {
      const name = cell('name')
      if (!name) throw new DeskError('officer-name', '缺少姓名', '')
      const department = departmentCalled(cell('department') || '（空）', directory)
      const who = `${name} ${department}`
      const before = known.get(who)
      const earlier = seen.get(who)
      if (earlier !== undefined) throw new DeskError('officer-twice', `与第 ${earlier} 行重复：${who}`, '')
      seen.set(who, line)
      const role = cell('role') ? roleCalled(cell('role')) : (before?.role ?? 'officer')
      const slack = cell('slack') ? slackCalled(cell('slack')) : (before?.slack ?? null)
      const owner = slack ? slacks.get(slack) : undefined
      if (owner !== undefined && owner !== who) throw new DeskError('officer-slack-taken', `Slack 账号 ${slack} 已经登记给 ${owner}`, '')
      if (slack) slacks.set(slack, who)
      const id = before?.id ?? idFor(name, ids)
      ids.add(id)
      const officer = enrolled({ id, name, department, role, active: true, slack }, directory)
      if (!before) added.push(officer)
      else if (before.role !== role || before.slack !== slack || !before.active) changed.push(officer)
      else same++
    } catch (error) {
      if (!(error instanceof DeskError)) throw error
      problems.push({ line, what: error.message.split('\n')[0] as string })
    }
  }
  return problems.length > 0 ? { kind: 'bad', problems } : { kind: 'read', added, changed, same }
}

/** RFC 4180, and what spreadsheets make of it: a byte order mark, tabs or semicolons, quoted line ends, empty lines. */
export function readCsv(text: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const plain = text.replace(/^\uFEFF/, '')
  const head = plain.split('\n', 1)[0] ?? ''
  const mark = [',', '\t', ';', '，'].find((m) => head.includes(m)) ?? ','
  const rows: { line: number; cells: string[] }[] = []
  let [line, start, cell, quoted] = [1, 1, '', false]
  let cells: string[] = []
  const end = () => {
    cells.push(cell)
    if (cells.some((c) => c.trim())) rows.push({ line: start, cells })
    cell = ''
    cells = []
  }
  for (let i = 0; i < plain.length; i++) {
    const c = plain[i] as string
    if (c === '\n') line++
    if (quoted) {
      if (c !== '"') cell += c
      else if (plain[i + 1] === '"') {
        cell += c
        i++
      } else quoted = false
    } else if (c === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (c === mark) {
      cells.push(cell)
      cell = ''
    } else if (c === '\n') {
      end()
      start = line
    } else if (c !== '\r') cell += c
  }
  end()
  return rows
}
