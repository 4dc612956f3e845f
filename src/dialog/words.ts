/** What the dialog says that belongs to no form: short, plain, in two languages, in several wordings that take turns. */
import type { Language } from '../message.ts'
import type { Both, Form, Slot } from './form.ts'
import { NOTICE_VERSION } from './state.ts'

type Phrases = Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>>

export const PHRASES = {
  noted: { zh: ['记下了', '好，写上了', '收到'], en: ['Noted', 'Got it', 'Recorded'] },
  changed: { zh: ['已改', '改好了', '更新了'], en: ['Changed', 'Updated', 'Corrected'] },
  again: { zh: ['接着刚才的：', '我们继续：', '回到这一项：', '还差这一项：'], en: ['Back to where we were:', 'Let us go on:', 'Still needed:', 'Now, again:'] },
  unread: {
    zh: ['这句我没看出是哪一项。', '没太看懂，再试一次。', '这里我没读明白。'],
    en: ['I could not read that as an answer.', 'Sorry, that did not make sense to me here.', 'I did not get that.'],
  },
  courtesy: { zh: ['不客气。', '应该的。', '别客气。'], en: ['You are welcome.', 'My pleasure.', 'Any time.'] },
  hello: { zh: ['您好，我在。', '在的。', '您好。'], en: ['Hello, I am here.', 'Hi.', 'Hello again.'] },
  slowly: { zh: ['不急，您慢慢想。', '没关系，想好了再说。', '不着急。'], en: ['No hurry.', 'Take your time.', 'Whenever you are ready.'] },
  skipped: { zh: ['好，先空着。', '这项跳过。', '没关系，这项不填。'], en: ['Fine, left blank.', 'Skipped.', 'No problem, skipped.'] },
  later: {
    zh: ['好，这项最后再补。', '行，提交前我再问您。', '没问题，放到最后。'],
    en: ['Fine, I will ask again before the summary.', 'All right, left to the end.', 'Sure, later then.'],
  },
  must: {
    zh: ['这一项不能省：', '没有它办理部门没法受理：', '这项是必须的：'],
    en: ['This one cannot be left out:', 'The department cannot act without it:', 'It is required:'],
  },
  consentAgain: {
    zh: [
      '开始登记前要您一句话：回复“同意”或“不同意”。',
      '您说的先放着，还没存进申请。同意按上面的说明登记吗？请回“同意”或“不同意”。',
      '就差您点头：同意收集这些信息，请回“同意”；不愿意，回“不同意”。',
    ],
    en: [
      'Before anything is recorded, please reply “agree” or “disagree”.',
      'I have not recorded anything yet. Do you agree to the notice above? Reply “agree” or “disagree”.',
      'I only need your word: “agree” to go on, “disagree” to stop.',
    ],
  },
  summary: {
    zh: ['请核对一遍：', '再看一眼，都对吗：', '现在是这样，请核对：'],
    en: ['Please check:', 'Here it is again, is all of it right?', 'This is how it stands now:'],
  },
  enough: {
    zh: ['必填的都齐了，回“确认”就提交；愿意的话，再补一项：', '这样就可以回“确认”提交了。还能补一项：', '必填的都有了，现在回“确认”也行；想补就接着说：'],
    en: [
      'Nothing required is missing: reply “confirm” to submit, or add one more thing:',
      'This can be submitted as it is: reply “confirm”. You may still add:',
      'All that is required is here; “confirm” submits it, or go on:',
    ],
  },
  orConfirm: {
    zh: ['不补就回“确认”提交。', '没有就直接回“确认”。', '不用补了，回“确认”提交。'],
    en: ['Or reply “confirm” to submit without it.', 'If not, just reply “confirm”.', 'Reply “confirm” to submit as it is.'],
  },
  confirm: {
    zh: [
      '没问题请回复“确认”提交；要改就直接说，比如“第4项改成…”。',
      '都对就回复“确认”；哪里不对，直接说，如“电话是…”。',
      '回复“确认”才会提交；要改哪项，说序号和新内容就行。',
    ],
    en: [
      'Reply “confirm” to submit, or say what to change, e.g. “item 4 should be …”.',
      'If all is right, reply “confirm”; otherwise tell me what to change.',
      'It is only submitted when you reply “confirm”; to change something, name the item.',
    ],
  },
  which: {
    zh: ['哪一项要改？说序号和新内容就行。', '请告诉我要改第几项，改成什么。', '您想改哪里？比如“第3项改成…”。'],
    en: ['Which item should change, and to what?', 'Please name the item and the new value.', 'What would you like to change? E.g. “item 3 should be …”.'],
  },
  sorry: { zh: ['给您添堵了，抱歉。', '是我没做好，抱歉。', '让您费劲了，对不住。'], en: ['I am sorry for the trouble.', 'Sorry, that was tiresome.', 'My apologies.'] },
} as const satisfies Phrases

export type Phrase = keyof typeof PHRASES

export function phrase(key: Phrase, language: Language, turn: number): string {
  const all = PHRASES[key][language]
  return all[turn % all.length] as string
}

export function both(zh: string, en: string): Both {
  return { zh, en }
}

export function listed(language: Language, names: readonly string[]): string {
  return names.join(language === 'en' ? ', ' : '、')
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'

/** The whole list of what will be needed, told at once (一次性告知). */
export function needed(form: Form, language: Language): string {
  const items = form.slots.map((s, i) => `${CIRCLED[i] ?? i + 1}${s.label[language]}${s.skippable ? (language === 'en' ? ' (optional)' : '（可跳过）') : ''}`)
  return language === 'en'
    ? `What will be needed: ${items.join(' ')}. Photos and files can be sent at any time.`
    : `一共需要：${items.join('')}。照片、文件随时可以发来。`
}

/** The notice given before the first personal datum: what, why, who sees it, how long, how to take it back. */
export function notice(form: Form, language: Language): string {
  return language === 'en'
    ? `Before we start: I would record the items above, ${form.use.en}. Only the officers handling it see them. An unfinished draft is erased after 7 days; a submitted request is kept for 3 years after it is closed, then erased; “delete my data” works at any time. (Notice ${NOTICE_VERSION})\nReply “agree” to begin, or “disagree”: then nothing is kept.`
    : `开始前请您知道：以上信息${form.use.zh}，只有经办人员能看到；没填完的草稿 7 天后删除，提交的申请办结后保存 3 年再删除；随时可说“删除我的信息”。（告知书 ${NOTICE_VERSION} 版）\n同意请回复“同意”开始，不愿意回“不同意”，什么都不会留下。`
}

export function options(labels: readonly string[]): string {
  return labels.map((l, i) => `${i + 1}. ${l}`).join('\n')
}

/** A question with its progress, example and numbered choices. */
export function question(slot: Slot, done: number, total: number, language: Language, times: number): string {
  const wordings = slot.ask[language]
  const head = language === 'en' ? `(${done}/${total}) ` : `（${done}/${total}）`
  const example = slot.choices ? '' : language === 'en' ? ` E.g. ${slot.example.en}` : `例如：${slot.example.zh}`
  const choices = slot.choices ? `\n${options(slot.choices.map((c) => c.label[language]))}` : ''
  return `${head}${wordings[times % wordings.length]}${example}${choices}`
}

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const

/** A day and time as people say it, in China's time. */
export function day(iso: string, language: Language): string {
  const at = new Date(Date.parse(iso) + 8 * 3600_000)
  if (Number.isNaN(at.getTime())) return iso
  const week = WEEKDAYS[language][at.getUTCDay()]
  return language === 'en' ? `${week}, ${at.toISOString().slice(0, 10)}` : `${at.getUTCMonth() + 1}月${at.getUTCDate()}日（${week}）`
}

export function moment(iso: string, language: Language): string {
  const at = new Date(Date.parse(iso) + 8 * 3600_000)
  return Number.isNaN(at.getTime()) ? iso : `${day(iso, language)}${language === 'zh' ? '' : ' '}${at.toISOString().slice(11, 16)}`
}
