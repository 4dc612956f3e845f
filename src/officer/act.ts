/** What an officer does to a case: each action a pure function from case, officer and time to events and notices, or why not. */
import { addWorkingDays } from '../calendar.ts'
import { type Case, canHappen } from '../cases/case.ts'
import { readable } from '../cases/due.ts'
import { BACK_WORDS } from '../cases/enterprise.ts'
import { type Addressee, type CaseEventBody, type CaseNotice, caseLine, type EventDraft, type EventKind, RESULTS, type Result } from '../cases/event.ts'
import { COMMANDS, RESULT_WORDS } from '../cases/receipt.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Both, Language, SentFile } from '../message.ts'
import { may } from './authorisation.ts'
import { handOf, type Officer } from './officer.ts'

/** What reaches the enterprise is shown first: not `confirmed`, it comes back as a preview and nothing happens. */
export type OfficerAction =
  | { readonly kind: 'accept' }
  | { readonly kind: 'transfer'; readonly department: string; readonly reason: string }
  | { readonly kind: 'accept-transfer' }
  | { readonly kind: 'return'; readonly reason: string }
  | { readonly kind: 'request-supplements'; readonly items: readonly string[]; readonly confirmed: boolean }
  | { readonly kind: 'reply'; readonly text: string; readonly files?: readonly SentFile[]; readonly confirmed: boolean }
  | { readonly kind: 'end-talk' }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'close'; readonly result: string; readonly words: string; readonly confirmed: boolean }

export type Refusal =
  | 'absent'
  | 'not-allowed'
  | 'taken'
  | 'moved'
  | 'stage'
  | 'transfer-pending'
  | 'empty'
  | 'too-long'
  | FileRefusal
  | 'no-such-department'
  | 'no-result'
type FileRefusal = 'too-many-files' | 'no-such-file' | 'no-files-there'
export type Refused = { readonly kind: 'refused'; readonly reason: Refusal; readonly words: Both }
export type Outcome =
  | { readonly kind: 'done'; readonly events: readonly EventDraft[]; readonly notices: readonly CaseNotice[] }
  /** `language`: in which of the two it would go out. */
  | { readonly kind: 'preview'; readonly text: Readonly<Record<Language, string>>; readonly language: Language }
  | Refused

/** A message of WeChat, less the frame around it. */
export const LONGEST = 1500
const MOST_ITEMS = 20
/** With the words before them five messages: 微信客服 lets no more through until the enterprise writes again. */
export const MOST_FILES = 4
/** How long a transfer waits to be accepted. */
const TRANSFER_DAYS = 1

const REFUSALS: Readonly<Record<Refusal, Both>> = {
  absent: { zh: '没有这个案件。', en: 'There is no such case.' },
  'not-allowed': { zh: '您没有这项权限。', en: 'You may not do this.' },
  taken: { zh: '已有人接单。', en: 'Somebody has taken it already.' },
  moved: { zh: '案件刚有变化，没有办理；请看最新情况再办。', en: 'The case has just changed, so nothing was done; please look at it as it stands now.' },
  stage: { zh: '案件现在的状态不能这样办理。', en: 'This cannot be done to the case as it stands.' },
  'transfer-pending': { zh: '转办还在等对方接收，请等接收或退回后再办。', en: 'A transfer still waits to be accepted; please wait until it is accepted or given back.' },
  empty: { zh: '请写明内容。', en: 'Please write something.' },
  'too-long': { zh: `文字过长，请控制在${LONGEST}字以内。`, en: `Too long: at most ${LONGEST} characters, please.` },
  'too-many-files': { zh: `一次回复最多附 ${MOST_FILES} 份文件，请分几次发。`, en: `At most ${MOST_FILES} files go with one reply; please send them in several.` },
  'no-such-file': { zh: '附件已过期或不在这个案件里，请重新添加。', en: 'The file has expired or is not of this case; please add it again.' },
  'no-files-there': {
    zh: '对方是在 Slack 里找来的，文件不能发到 Slack；请只写文字，文件改用别的办法交给对方。',
    en: 'They came by Slack, and no file may be sent there; please write words only, and hand the files over in another way.',
  },
  'no-such-department': {
    zh: '目录里没有这个部门，请写全称，如 鞍山市知识产权局。',
    en: 'There is no such department in the directory; please give its full name, such as 鞍山市知识产权局.',
  },
  'no-result': { zh: `办结须写明结果：${RESULTS.join('、')}。`, en: 'To close a case, please choose a result.' },
}

/** What an officer hears who may not see a case, and what he hears when there is none: the same. */
export const ABSENT: Refused = { kind: 'refused', reason: 'absent', words: REFUSALS.absent }

export function refused(reason: Refusal, words: Both = REFUSALS[reason]): Refused {
  return { kind: 'refused', reason, words }
}

/**
 * @param c the case as it is now (its `version` is what the append is held against), or null when there is none.
 * @param seen its `moved` as the officer saw it when he decided; null where he decides on what he has just been shown.
 */
export function act(corpus: Corpus, c: Case | null, officer: Officer, action: OfficerAction, now: string, seen: number | null = null): Outcome {
  if (!c || !may(officer, c, 'view')) return ABSENT
  if (action.kind === 'accept' && c.handler)
    return refused('taken', {
      zh: `${c.handler.department} ${c.handler.name} 已接单。`,
      en: `${c.handler.name}, ${c.handler.department}, has taken it.`,
    })
  if (!may(officer, c, action.kind)) return refused('not-allowed')
  if (seen !== null && seen !== c.moved && action.kind !== 'note') return refused('moved')
  const hand = handOf(officer)
  const who = `${hand.department} ${hand.name}`
  const named = `${hand.name}, ${hand.department}`
  const by = (body: CaseEventBody, notices: readonly CaseNotice[]): Outcome => ({
    kind: 'done',
    events: [{ ...body, at: now, by: { kind: 'officer', id: officer.id } }],
    notices,
  })
  const officers = (to: readonly Addressee[], words: Both): CaseNotice[] => to.map((a) => ({ to: a, case: c.number, text: caseLine(c.number, words) }))
  const enterprise = (text: Readonly<Record<Language, string>>): CaseNotice => ({ to: { kind: 'enterprise' }, case: c.number, text })
  const preview = (text: Readonly<Record<Language, string>>): Outcome => ({ kind: 'preview', text, language: c.language })
  const impossible = unready(c, EVENT[action.kind])
  if (impossible) return refused(impossible)

  switch (action.kind) {
    case 'accept': {
      const others = c.routing.departments.map((name): Addressee => ({ kind: 'department', name }))
      const text = {
        zh: `【${c.number}】${who} 已接单，是您的首问负责人，将负责到底。${c.kind === 'call' ? TALK.zh : ''}`,
        en: `[${c.number}] ${hand.name}, ${hand.department}, has taken your case and stays accountable for it to the end.${c.kind === 'call' ? TALK.en : ''}`,
      }
      return by({ kind: 'accepted', data: hand }, [enterprise(text), ...officers(others, { zh: `${who} 已接单`, en: `taken by ${named}` })])
    }
    case 'transfer': {
      const bad = badText(action.reason)
      if (bad) return refused(bad)
      if (!canReceive(corpus, action.department)) return refused('no-such-department')
      const until = addWorkingDays(now, TRANSFER_DAYS)
      const wait =
        until.kind === 'at'
          ? { zh: `，请于${readable(until.at, 'zh')}前接收，逾期自动退回`, en: `; please accept it by ${readable(until.at, 'en')}, or it goes back by itself` }
          : {
              zh: `，请尽快接收（${until.year}年的放假安排尚未录入，不能自动退回）`,
              en: `; please accept it soon (the holidays of ${until.year} are not entered, so it cannot go back by itself)`,
            }
      const told = officers([{ kind: 'department', name: action.department }], {
        zh: `由 ${who} 转办至${action.department}${wait.zh}`,
        en: `transferred by ${named}, to ${action.department}${wait.en}`,
      })
      return by({ kind: 'transferred', data: { to: action.department, reason: action.reason.trim(), until, hand } }, [
        ...told,
        ...officers(others(c, officer), {
          zh: `${who} 提出转办至${action.department}，待接收`,
          en: `${named}, asks to transfer it to ${action.department}; it waits to be accepted`,
        }),
      ])
    }
    case 'accept-transfer': {
      const zh = `【${c.number}】现由 ${who} 办理，首问负责人仍是 ${c.accountable?.department} ${c.accountable?.name}。`
      const en = `[${c.number}] ${hand.name}, ${hand.department}, now handles your case; ${c.accountable?.name}, ${c.accountable?.department}, stays accountable.`
      return by({ kind: 'transfer-accepted', data: hand }, [
        enterprise({ zh, en }),
        ...officers(others(c, officer), { zh: `${who} 已接收转办`, en: `${named}, has accepted the transfer` }),
      ])
    }
    case 'return': {
      const bad = badText(action.reason)
      if (bad) return refused(bad)
      return by(
        { kind: 'transfer-returned', data: { from: hand.department, reason: action.reason.trim(), lapsed: false } },
        officers(others(c, officer), { zh: `${who} 退回了转办，请继续办理`, en: `${named}, gave the transfer back; please go on with it` }),
      )
    }
    case 'request-supplements': {
      const items = action.items.map((item) => item.trim()).filter(Boolean)
      const bad = items.length > MOST_ITEMS ? 'too-long' : badText(items.join('\n'))
      if (bad) return refused(bad)
      const list = items.map((item, i) => `${i + 1}. ${item}`).join('\n')
      const text = {
        zh: `【${c.number}】${who} 请您一次补齐以下材料：\n${list}\n请回复“${COMMANDS.add} ${c.number}”后发送。`,
        en: `[${c.number}] ${hand.name}, ${hand.department}, asks for the following, all at once:\n${list}\nWrite “${COMMANDS.add} ${c.number}” and send them.`,
      }
      return action.confirmed ? by({ kind: 'supplement-requested', data: { items, hand } }, [enterprise(text)]) : preview(text)
    }
    case 'reply': {
      const bad = badText(action.text)
      if (bad) return refused(bad)
      const { files = [] } = action
      if (files.length > MOST_FILES) return refused('too-many-files')
      const words = action.text.trim()
      const begins = c.talk === null
      const names = files.map((f) => f.name)
      const text = {
        zh: `【${c.number}】${who} 回复：\n${words}${names.length ? `\n附文件 ${names.length} 份：${names.join('、')}` : ''}${begins ? TALK.zh : ''}`,
        en: `[${c.number}] ${hand.name}, ${hand.department}, writes:\n${words}${names.length ? `\nWith ${names.length} file${names.length > 1 ? 's' : ''}: ${names.join(', ')}` : ''}${begins ? TALK.en : ''}`,
      }
      if (!action.confirmed) return preview(text)
      if (files.length === 0) return by({ kind: 'answered', data: { text: words, hand } }, [enterprise(text)])
      return by({ kind: 'answered', data: { text: words, files: names, hand } }, [{ ...enterprise(text), files }])
    }
    case 'end-talk': {
      const text = { zh: `【${c.number}】${who} 结束了这次对话。${BACK_WORDS.zh}`, en: `[${c.number}] ${hand.name} has ended this talk. ${BACK_WORDS.en}` }
      return by({ kind: 'talk-ended', data: { why: 'officer', hand } }, [enterprise(text)])
    }
    case 'note': {
      const bad = badText(action.text)
      return bad ? refused(bad) : by({ kind: 'noted', data: { text: action.text.trim(), hand } }, [])
    }
    case 'close': {
      const result = RESULTS.find((r): r is Result => r === action.result.trim())
      if (!result) return refused('no-result')
      const bad = badText(action.words)
      if (bad) return refused(bad)
      const words = action.words.trim()
      const text = {
        zh: `【${c.number}】${who} 已办结，结果：${result}。\n${words}\n评价请回复“${COMMANDS.rate} ${c.number} 1–5”；10个工作日内可回复“${COMMANDS.reopen} ${c.number}”。${c.talk ? BACK_WORDS.zh : ''}`,
        en: `[${c.number}] ${hand.name}, ${hand.department}, has closed your case. Result: ${RESULT_WORDS[result].en}.\n${words}\nTo rate it write “${COMMANDS.rate} ${c.number} 1–5”; within 10 working days “${COMMANDS.reopen} ${c.number}” reopens it.${c.talk ? ` ${BACK_WORDS.en}` : ''}`,
      }
      if (!action.confirmed) return preview(text)
      return by({ kind: 'closed', data: { result, words, hand } }, [enterprise(text), ...officers(others(c, officer), { zh: `${who} 已办结`, en: `closed by ${named}` })])
    }
  }
}

/** Said when an officer begins to talk with an enterprise. */
const TALK: Readonly<Record<Language, string>> = {
  zh: '\n（接下来您发的消息会直接转给经办人，知问不插话；想回到知问，回复“返回”。）',
  en: '\n(What you write from now on goes straight to the officer; reply “back” to return to the desk.)',
}

const EVENT: Readonly<Record<OfficerAction['kind'], EventKind>> = {
  accept: 'accepted',
  transfer: 'transferred',
  'accept-transfer': 'transfer-accepted',
  return: 'transfer-returned',
  'request-supplements': 'supplement-requested',
  reply: 'answered',
  'end-talk': 'talk-ended',
  note: 'noted',
  close: 'closed',
}

/** Whether a case is at a point where this can be done to it, by whoever may. */
export function ready(c: Case, kind: OfficerAction['kind']): boolean {
  return unready(c, EVENT[kind]) === null
}

function unready(c: Case, kind: EventKind): Refusal | null {
  if (canHappen(c, kind)) return null
  return c.transfer && canHappen({ ...c, transfer: null }, kind) ? 'transfer-pending' : 'stage'
}

function badText(text: string): Refusal | null {
  if (!text.trim()) return 'empty'
  return text.trim().length > LONGEST ? 'too-long' : null
}

/** A body of Liaoning that somebody works in: not “各市知识产权局”, which is all of them. */
function canReceive(corpus: Corpus, department: string): boolean {
  return department !== '各市知识产权局' && corpus.departments.some((d) => d.name === department && d.region === '辽宁')
}

/** The handler and the accountable officer, but not whoever acts. */
function others(c: Case, officer: Officer): Addressee[] {
  const ids = [...new Set([c.handler?.officer, c.accountable?.officer])].filter((id) => id && id !== officer.id)
  return ids.flatMap((id) => (id ? [{ kind: 'officer', id } as const] : []))
}
