/** `npm run officers`: the roll of officers and their departments' rooms, kept by whoever runs this machine. */
import { randomBytes } from 'node:crypto'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { readText } from '../../adapters/text-file.ts'
import { LIVE_STATUSES } from '../cases/case.ts'
import { chinaTime, systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { DeskError } from '../errors.ts'
import { CODE_MINUTES, hashOfCode, newCode } from '../officer/code.ts'
import { ROLES, type Role } from '../officer/officer.ts'
import { departmentCalled, type Enrolled, enrolled, idFor, readRoll, roleCalled, slackCalled } from '../officer/roll.ts'
import { ROLE_WORDS } from '../officer/words.ts'
import type { Officer, Store } from '../store.ts'
import { loadCorpus, openStore } from '../wiring.ts'
import { onRoll } from './officer-desk.ts'

const USAGE = `用法（选项前的 -- 不能少）：
  npm run -s officers -- list
  npm run -s officers -- add <姓名> --department <部门全称> [--role ${ROLES.join('|')}] [--slack U0123ABCD]
  npm run -s officers -- change <编号|姓名> [--department <部门>] [--role <角色>] [--slack U0123ABCD|none] [--active true|false]
  npm run -s officers -- leave <编号|姓名>            离岗；列出仍在他名下的案件
  npm run -s officers -- room <部门> --slack C0123ABCD | --none    新案件通知到哪个 Slack 频道
  npm run -s officers -- login <编号|姓名>            网页经办台的一次性登录链接，${CODE_MINUTES} 分钟有效，只显示一次
  npm run -s officers -- code <编号|姓名>             同样的一次性登录码，用于 Slack：/case 绑定 <编号> <码>
  npm run -s officers -- import <名册.csv>            列：姓名,部门,角色,Slack；有一行不对就一行也不导入`

const OPTIONS = {
  department: { type: 'string' },
  role: { type: 'string' },
  slack: { type: 'string' },
  active: { type: 'string' },
  none: { type: 'boolean' },
  namesake: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

type Values = { department?: string; role?: string; slack?: string; active?: string; none?: boolean; namesake?: boolean }
type Roll = { readonly store: Store; readonly corpus: Corpus; readonly now: Date; readonly baseUrl: string }

export async function keepRoll(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = read(args)
  const [verb, ...rest] = positionals
  if (verb === undefined || values.help) {
    process.stdout.write(`${USAGE}\n`)
    return verb === undefined && !values.help ? 1 : 0
  }
  const { corpus } = loadCorpus()
  const now = systemClock()
  const store = await openStore(config, now)
  try {
    process.stdout.write(`${await run({ store, corpus, now, baseUrl: config.baseUrl }, verb, rest, values)}\n`)
    return 0
  } finally {
    await store.close()
  }
}

function read(args: readonly string[]): { readonly values: Values & { help?: boolean }; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    throw new DeskError('officers-usage', (cause as Error).message.split('.')[0] as string, USAGE, { cause })
  }
}

async function run(roll: Roll, verb: string, rest: readonly string[], values: Values): Promise<string> {
  const [who, ...more] = rest
  switch (verb) {
    case 'list':
      return list(roll)
    case 'add':
      return add(roll, given(who, 'add', '姓名'), shaped(more, values))
    case 'change':
      return change(roll, given(who, 'change', '编号或姓名'), shaped(more, values))
    case 'leave':
      return leave(roll, given(who, 'leave', '编号或姓名'))
    case 'room':
      return room(roll, given(who, 'room', '部门'), { ...values, ...(values.slack === undefined && more[0] ? { slack: more[0] } : {}) })
    case 'code':
      return code(roll, given(who, 'code', '编号或姓名'))
    case 'login':
      return login(roll, given(who, 'login', '编号或姓名'))
    case 'import':
      return bring(roll, given(who, 'import', '文件'))
    default:
      throw new DeskError('officers-usage', `没有 officers ${verb} 这个命令`, USAGE)
  }
}

function given(value: string | undefined, verb: string, what: string): string {
  if (value?.trim()) return value.trim()
  throw new DeskError('officers-usage', `officers ${verb} 缺少${what}`, USAGE)
}

/** npm without `--` keeps the names of options and hands on their values: each is known by its form. */
function shaped(more: readonly string[], values: Values): Values {
  const all = { ...values }
  for (const word of more) {
    if (all.role === undefined && (ROLES as readonly string[]).includes(word)) all.role = word
    else if (all.slack === undefined && /^[UW][A-Z0-9]{4,}$/.test(word)) all.slack = word
    else if (all.department === undefined) all.department = word
    else throw new DeskError('officers-usage', `不明白“${word}”`, USAGE)
  }
  return all
}

/** As they stand, a department that is gone from the directory included: that is what is to be mended here. */
async function people({ store }: Roll): Promise<Enrolled[]> {
  return (await store.officers.list()).map((o) => ({ ...o, role: o.role as Role }))
}

async function list({ store }: Roll): Promise<string> {
  const [officers, rooms] = await Promise.all([store.officers.list(), store.officers.rooms()])
  if (officers.length === 0) return '名册是空的。登记第一位：npm run -s officers -- add <姓名> --department <部门全称>'
  const groups = [...Map.groupBy(officers, (o) => o.department)].sort(([a], [b]) => a.localeCompare(b, 'zh'))
  const lines = groups.flatMap(([department, of]) => {
    const place = rooms.find((r) => r.department === department)
    return [`${department}${place ? `　频道 ${place.address}` : ''}`, ...of.map((o) => `  ${line(o)}`)]
  })
  const alone = rooms.filter((r) => !groups.some(([department]) => department === r.department)).map((r) => `${r.department}　频道 ${r.address}（没有经办人）`)
  return [...lines, ...alone].join('\n')
}

function line({ id, name, role, slack, active }: Officer): string {
  return [id.padEnd(12), name, ROLE_WORDS[role as keyof typeof ROLE_WORDS]?.zh ?? role, slack ? `Slack ${slack}` : '通知在经办台', ...(active ? [] : ['已离岗'])].join(
    '　',
  )
}

async function add(roll: Roll, name: string, values: Values): Promise<string> {
  const { store, corpus, now } = roll
  if (values.department === undefined)
    throw new DeskError('officers-usage', `登记${name}还缺 --department`, `例如：npm run -s officers -- add ${name} --department 鞍山市知识产权局`)
  const department = departmentCalled(values.department, corpus.departments)
  const all = await people(roll)
  const before = all.find((o) => o.name === name && o.department === department)
  if (before && !values.namesake)
    throw new DeskError(
      'officer-twice',
      `${department} 已有${name}（编号 ${before.id}${before.active ? '' : '，已离岗'}）`,
      before.active
        ? `要修改：npm run -s officers -- change ${before.id} …；确是同名的另一位，请加 --namesake`
        : `回岗：npm run -s officers -- change ${before.id} --active true`,
    )
  const id = idFor(name, new Set(all.map((o) => o.id)))
  const role = values.role === undefined ? 'officer' : roleCalled(values.role)
  const officer = enrolled({ id, name, department, role, active: true, slack: slackOf(values) ?? null }, corpus.departments)
  await store.officers.save(officer, now)
  await record(roll, `登记 ${id}：${department} ${role}`)
  return `已登记 ${officer.name}，编号 ${id}：${department}（${ROLE_WORDS[role].zh}，${officer.city ?? '省级'}）\n经办台：npm start -- --officer ${id}`
}

/** null takes it away; undefined leaves it. */
function slackOf({ slack }: Values): string | null | undefined {
  return slack === undefined ? undefined : /^(?:none|无|-)?$/i.test(slack) ? null : slackCalled(slack)
}

async function change(roll: Roll, said: string, values: Values): Promise<string> {
  const { store, corpus, now } = roll
  const before = await onRoll(store, said)
  const { department, role, active } = values
  const slack = slackOf(values)
  if (department === undefined && role === undefined && active === undefined && slack === undefined)
    throw new DeskError('officers-usage', `没有说要改 ${before.name} 的什么`, `例如：npm run -s officers -- change ${before.id} --role chief（选项前的 -- 不能少）`)
  if (active !== undefined && !/^(?:true|false)$/.test(active)) throw new DeskError('officers-usage', `--active 只能是 true 或 false，不是 ${active}`, USAGE)
  const after = enrolled(
    {
      id: before.id,
      name: before.name,
      department: department === undefined ? before.department : departmentCalled(department, corpus.departments),
      role: roleCalled(role ?? before.role),
      active: active === undefined ? before.active : active === 'true',
      slack: slack === undefined ? before.slack : slack,
    },
    corpus.departments,
  )
  await store.officers.save(after, now)
  await record(roll, `修改 ${after.id}：${after.department} ${after.role} ${after.active ? '在岗' : '离岗'}`)
  const parted = after.department !== before.department || !after.active ? await held(store, after.id) : []
  return [`已修改：${after.department}　${line(after)}`, ...heldWords(after.name, before.department, parted)].join('\n')
}

async function leave(roll: Roll, said: string): Promise<string> {
  const officer = await onRoll(roll.store, said)
  const open = await held(roll.store, officer.id)
  await roll.store.officers.save({ ...officer, active: false }, roll.now)
  await record(roll, `离岗 ${officer.id}`)
  const words = heldWords(officer.name, officer.department, open)
  return [
    `${officer.name}（${officer.id}）${officer.active ? '已离岗，即刻不能再查看或办理。' : '早已离岗。'}`,
    ...(words.length ? words : ['名下没有未办结的案件。']),
  ].join('\n')
}

/** Open cases that somebody works or answers for. */
async function held(store: Store, id: string): Promise<string[]> {
  const [working, answering] = await Promise.all([
    store.cases.list({ handler: id, statuses: LIVE_STATUSES, limit: 1000 }),
    store.cases.list({ accountable: id, statuses: LIVE_STATUSES, limit: 1000 }),
  ])
  const rows = new Map([...answering.rows, ...working.rows].map((row) => [row.case, row]))
  return [...rows.values()].map((row) => {
    const due = row.due ? `，${chinaTime(row.due).slice(0, 16).replace('T', ' ')} 到期` : ''
    return `  ${row.case}　${row.handler === id ? '经办' : '首问负责'}${due}`
  })
}

function heldWords(name: string, department: string, open: readonly string[]): string[] {
  return open.length ? [`${name}名下还有 ${open.length} 件未办结，请${department}负责人转办：`, ...open] : []
}

async function room(roll: Roll, said: string, { slack, none }: Values): Promise<string> {
  const { store, corpus, now } = roll
  const department = departmentCalled(said, corpus.departments)
  if (none) {
    await store.officers.saveRoom(department, null, now)
    await record(roll, `取消频道：${department}`)
    return `${department} 不再有频道；新案件通知各经办人。`
  }
  const channel = slack?.trim().toUpperCase()
  if (!channel || !/^[CG][A-Z0-9]{4,}$/.test(channel))
    throw new DeskError(
      'officers-usage',
      channel ? `“${slack}”不是 Slack 频道 ID` : `没有说 ${department} 的频道`,
      `频道 ID 以 C 或 G 开头：npm run -s officers -- room ${department} --slack C0123ABCD，取消用 --none`,
    )
  await store.officers.saveRoom(department, `slack:${channel}`, now)
  await record(roll, `频道 ${channel}：${department}`)
  return `${department} 的新案件通知到 Slack 频道 ${channel}（请把机器人请进该频道）。`
}

async function code(roll: Roll, said: string): Promise<string> {
  const { officer, fresh } = await offered(roll, said)
  return `${fresh}\n${officer.name}（编号 ${officer.id}）的一次性登录码，${CODE_MINUTES} 分钟内有效，只显示这一次；请当面交给本人。\n在 Slack 里写：/case 绑定 ${officer.id} ${fresh}`
}

async function login(roll: Roll, said: string): Promise<string> {
  const { officer, fresh } = await offered(roll, said)
  const link = `${roll.baseUrl}/office/enter?officer=${encodeURIComponent(officer.id)}&code=${encodeURIComponent(fresh)}`
  return `${link}\n${officer.name}（编号 ${officer.id}）的一次性登录链接，${CODE_MINUTES} 分钟内有效，只能用一次；请当面交给本人。`
}

async function offered(roll: Roll, said: string): Promise<{ readonly officer: Officer; readonly fresh: string }> {
  const { store, now } = roll
  const officer = await onRoll(store, said)
  if (!officer.active) throw new DeskError('officer-inactive', `${officer.name} 已离岗`, `回岗：npm run -s officers -- change ${officer.id} --active true`)
  const fresh = newCode(randomBytes(32))
  await store.officers.offerCode(officer.id, hashOfCode(officer.id, fresh), new Date(now.getTime() + CODE_MINUTES * 60_000), now)
  await record(roll, `发一次性登录码 ${officer.id}`)
  return { officer, fresh }
}

async function bring(roll: Roll, path: string): Promise<string> {
  const { store, corpus, now } = roll
  const found = readRoll(readText(path), await people(roll), corpus.departments)
  if (found.kind === 'bad')
    throw new DeskError(
      'officers-import',
      `${path} 有 ${found.problems.length} 处不对，一行也没有导入：\n${found.problems.map((p) => `  第 ${p.line} 行：${p.what}`).join('\n')}`,
      '改好后再导入；列：姓名,部门,角色,Slack',
    )
  for (const officer of [...found.added, ...found.changed]) await store.officers.save(officer, now)
  await record(roll, `导入名册：新 ${found.added.length}，改 ${found.changed.length}`)
  return [
    `已导入：新登记 ${found.added.length} 位，修改 ${found.changed.length} 位，${found.same} 位没有变化。`,
    ...found.added.map((o) => `  ${o.department}　${line(o)}`),
    ...found.changed.map((o) => `  ${o.department}　${line(o)}（已改）`),
  ].join('\n')
}

/** The roll decides who may see what: each change of it is kept as long as the looks are. */
function record({ store, now }: Roll, detail: string): Promise<void> {
  return store.keeping.record({ kind: 'access', subject: 'officers', by: 'operator', detail, at: now, keepUntil: new Date(now.getTime() + 184 * 24 * 3600_000) })
}
