/** Beginning, switching and giving up a form; an enterprise from elsewhere; both wishes at once. */

import type { Language } from '../message.ts'
import { ask, formNow, progressOf } from './asking.ts'
import { fromCase, keeps } from './carrying.ts'
import { isUpset } from './cries.ts'
import type { Form } from './form.ts'
import { read } from './reading.ts'
import { type Draft, type Entry, KEPT_MESSAGES, NOTICE_VERSION, openDraft, tentative, type Uttered, valuesOf } from './state.ts'
import { type Applied, addFiles, apply, echo, leave } from './taking.ts'
import { answerPolicy, formOf, language, say, sayPhrase, set, setDraft, type Turn, uttered } from './turn.ts'
import { both, needed, notice, options, phrase } from './words.ts'

export function remember(t: Turn, said: Uttered = uttered(t)): void {
  if (said.text.trim() || said.files.length > 0)
    set(t, { before: [...t.state.before.filter((u) => u.id !== said.id), t.state.draft ? { ...said, listed: true } : said].slice(-KEPT_MESSAGES) })
}

/** 建平县孟家沟…合作社: a name that opens with a place of Liaoning, whatever home its owner spoke of. */
function namesLiaoning(form: Form, { slot, value }: { readonly slot: string; readonly value: unknown }): boolean {
  return form.slots.some((s) => s.name === 'region' && (s.follows?.({ [slot]: value }) ?? null) !== null)
}

/** Where the enterprise is, read out of what was said and stored nowhere. */
export function elsewhereIn(form: Form, texts: readonly string[]): string | null {
  let place: string | null = null
  for (const text of texts) {
    const seen = read(text, { form, known: {}, pending: null })
    if (seen.elsewhere) place = seen.elsewhere.place
    else if (seen.taken.some((k) => (k.slot === 'region' && !k.soft) || namesLiaoning(form, k))) place = null
  }
  return place
}

/** An enterprise outside Liaoning: the national clause and its own bureau by name of kind, and no case here. */
export function tellElsewhere(t: Turn, form: Form, place: string): void {
  const { clause, label, quote, bureau } = form.elsewhere
  const cited = t.heard.cite?.(clause, quote) ?? null
  const said = cited?.quote ?? quote
  say(
    t,
    both(
      `您的企业在${place}，不在辽宁，这里没法为您立案。全国适用的规定是 ${cited?.label ?? label}：“${said}”请联系${place}的知识产权局（${bureau.zh}）办理。`,
      `Your enterprise is in ${place}, outside Liaoning, so no case can be opened here. What applies nationwide is ${cited?.label ?? label}: “${said}” Please turn to the local ${bureau.en} of ${place}.`,
    ),
  )
  set(t, {
    offer: { kind: 'elsewhere', form: form.kind, measure: t.state.draft?.measure ?? form.measure },
    draft: null,
    later: null,
    carried: null,
    carriedConsent: null,
    ...(t.state.begun ? { ended: 'cancelled' as const } : {}),
  })
}

/** Starts a form: a word of comfort, the whole list, the notice. Nothing is recorded yet. */
export function start(t: Turn, form: Form, measure: string | null, said: Uttered | null): void {
  if (said) remember(t, { ...said, wish: true })
  const place = elsewhereIn(
    form,
    t.state.before.map((u) => u.text),
  )
  if (place) {
    tellElsewhere(t, form, place)
    return
  }
  const upset = said !== null && isUpset(said.text)
  set(t, { draft: openDraft(form.kind, form.version, measure, t.heard.now), begun: true, ended: null, refused: null, offer: null, handedOver: null })
  if (t.state.carried) {
    carryOn(t, form)
    return
  }
  const before = said && keeps(said.text) ? t.heard.cases.filter((c) => c.slots && c.status !== 'erased').at(-1) : undefined
  const taken = before ? fromCase(form, t.forms, before, t.heard.messageId) : {}
  setDraft(t, { entries: taken })
  const active = t.heard.cases.filter((c) => c.kind === form.kind && !inactive(c.status))
  if (upset) say(t, form.comfort[language(t)][t.state.turn % form.comfort[language(t)].length] as string)
  const named = form.measure !== null && measure !== form.measure ? form.measures.find((m) => m.clause === measure) : undefined
  say(
    t,
    named
      ? both(`我来帮您登记“${named.name.zh}”。`, `I can take down your request: ${named.name.en}.`)
      : both(`我来帮您登记${form.title.zh}。`, `I can take down your request for ${form.title.en}.`),
  )
  if (active[0])
    say(
      t,
      both(
        `（您已有 ${active[0].number} 在办；如果是同一件事，回复“补充材料”就行，不用再填。）`,
        `(Your request ${active[0].number} is being handled; if this is the same matter, just say “add material”.)`,
      ),
    )
  say(t, needed(form, language(t)))
  if (t.state.before.some((u) => read(u.text, { form, known: {}, pending: null }).taken.length > 0 || u.files.length > 0))
    say(t, both('您刚才说过的都算数，不会再问一遍。', 'Whatever you have already said counts and will not be asked again.'))
  const names = form.slots.filter((s) => taken[s.name]).map((s) => s.label[language(t)])
  if (before && names.length > 0)
    say(t, both(`${names.join('、')}沿用 ${before.number} 里的，不对请说。`, `${names.join(', ')} are taken from ${before.number}; tell me if anything has changed.`))
  say(t, notice(form, language(t)))
}

export function inactive(status: string): boolean {
  return /withdrawn|erased|closed|rated/.test(status)
}

/** The second wish after the first: what both share is there already, and so is the consent. */
function carryOn(t: Turn, form: Form): void {
  const shared: Record<string, readonly Entry[]> = {}
  for (const [name, entries] of Object.entries(t.state.carried ?? {})) if (form.slots.some((s) => s.name === name)) shared[name] = entries
  setDraft(t, { entries: shared, consent: t.state.carriedConsent ?? { at: t.heard.now, noticeVersion: NOTICE_VERSION }, stage: 'asking' })
  set(t, { carried: null, carriedConsent: null })
  const values = valuesOf(t.state.draft as Draft)
  const names = form.slots.filter((s) => values[s.name] !== undefined).map((s) => s.label[language(t)])
  say(
    t,
    both(
      `接着办${form.title.zh}。${names.length ? `${names.join('、')}沿用前面的，` : ''}您的同意继续有效（不愿意就回“不同意”）。`,
      `Now ${form.title.en}. ${names.length ? `${names.join(', ')} are taken over; ` : ''}your consent still holds (say “disagree” to take it back).`,
    ),
  )
  say(t, needed(form, language(t)))
  absorb(t, form)
  ask(t)
}

/** Reads into the draft what was said before consent, and forgets the raw words. */
export function absorb(t: Turn, form: Form): Applied {
  const changed = new Set<string>()
  const remarks: Applied['remarks'][number][] = []
  for (const said of t.state.before) {
    const draft = t.state.draft as Draft
    // Where a form takes down whatever is wished for, the wish is what it is about.
    const pending = said.wish && form.measure === null ? (form.slots.find((s) => s.prose && !s.list)?.name ?? null) : null
    const seen = read(said.text, { form, known: valuesOf(draft), pending, unlisted: !said.listed, ...tentative(draft) })
    const applied = apply(t, form, seen, said.id)
    for (const name of applied.changed) changed.add(name)
    remarks.push(...applied.remarks, ...leave(t, form, seen))
    for (const p of seen.problems) {
      // Mended in a later message: nothing is left to say.
      if (t.state.before.slice(t.state.before.indexOf(said) + 1).some((u) => read(u.text, { form, known: {}, pending: null }).taken.some((k) => k.slot === p.slot)))
        continue
      remarks.push(p.what)
      if (p.suggestion !== undefined) set(t, { offer: { kind: 'suggestion', slot: p.slot, value: p.suggestion } })
      else if (p.options) {
        const labels = (l: Language) => options(p.options?.map((o) => o.label[l]) ?? [])
        remarks.push(both(labels('zh'), labels('en')))
        set(t, { offer: { kind: 'options', slot: p.slot, options: p.options } })
      }
    }
    addFiles(t, form, said.files)
    if (said.files.length > 0) for (const s of form.slots) if (s.files) changed.add(s.name)
  }
  set(t, { before: [] })
  return { changed: [...changed], corrected: false, remarks }
}

/** Consent is given: from here on what was said is kept as slots, and what was asked beside it is answered. */
export async function consent(t: Turn, rest: string, questions: readonly string[] = []): Promise<void> {
  setDraft(t, { consent: { at: t.heard.now, noticeVersion: NOTICE_VERSION }, stage: 'asking' })
  if (rest.trim() || t.heard.attachments.some((a) => a.accepted)) remember(t, uttered(t, rest))
  const form = formNow(t)
  const applied = absorb(t, form)
  say(t, both('谢谢，已记录您的同意。', 'Thank you, your consent is recorded.'))
  say(t, echo(t, form, applied))
  for (const remark of applied.remarks) say(t, remark)
  if (questions.length > 0) await answerPolicy(t, questions.join('\n'))
  if (t.state.offer?.kind !== 'options') ask(t, questions.length > 0)
}

/** Refused: nothing is kept but that it was refused, so that it can still be changed. */
export function refuse(t: Turn): void {
  const form = formNow(t)
  const routed = t.state.draft?.measure ? t.heard.departmentsOf(t.state.draft.measure, t.state.region ?? '') : null
  const where = routed?.departments.length ? routed.departments : null
  set(t, {
    refused: { form: form.kind, measure: t.state.draft?.measure ?? null },
    draft: null,
    before: [],
    offer: null,
    later: null,
    carried: null,
    carriedConsent: null,
    ended: 'cancelled',
  })
  say(
    t,
    both(
      `好的，什么都没有留下。您仍可以随时问政策；要办理也可以直接联系${where ? where.join('、') : '所在市的知识产权局'}，或回复“转人工”。改主意了，回复“同意”就能开始。`,
      `All right, nothing was kept. You can still ask about policy at any time, contact ${where ? where.join(', ') : 'the intellectual property office of your city'} directly, or say “human”. If you change your mind, reply “agree”.`,
    ),
  )
}

export function cancel(t: Turn): void {
  const form = formNow(t)
  const later = t.state.later ? formOf(t, t.state.later.form) : undefined
  set(t, { draft: null, before: [], offer: null, carried: null, carriedConsent: null, ended: 'cancelled' })
  say(
    t,
    both(
      `已取消${form.title.zh}登记，填过的内容全部清除了。以后需要再说一声就行。`,
      `Your request for ${form.title.en} is cancelled and everything entered was erased. Just tell me if you need it again.`,
    ),
  )
  if (later) {
    say(t, both(`您还提到过${later.title.zh}，要办吗？回“好”就开始。`, `You also mentioned ${later.title.en}. Shall we start it? Reply “yes”.`))
    set(t, { offer: { kind: 'other-wish', form: later.kind } })
  }
}

/** Company, code, number, telephone, and no word what for: asked, and kept for whichever form it is. */
export function askWhichForm(t: Turn): void {
  remember(t)
  const names = t.forms.map((f) => f.title[language(t)])
  say(t, both('这些我先替您记着，还没有登记。您想办哪一件？', 'I keep this in mind, nothing is recorded yet. What would you like to apply for?'))
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'which-form', kinds: t.forms.map((f) => f.kind) } })
}

export function askWhichFirst(t: Turn, forms: readonly Form[], said: Uttered): void {
  remember(t, said)
  const names = forms.map((f) => f.title[language(t)])
  if (isUpset(said.text)) say(t, forms[0]?.comfort[language(t)][0] as string)
  say(t, both('您说了两件事，先办哪一件？另一件随后接着办。', 'You mention two things. Which first? The other follows right after.'))
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'which-first', kinds: forms.map((f) => f.kind) } })
}

/** An open draft is offered: go on, or start anew. */
export function offerResume(t: Turn): void {
  const form = formNow(t)
  const { at, of } = progressOf(form, t.state.draft as Draft)
  const names = language(t) === 'en' ? [`go on (${at}/${of})`, 'start anew'] : [`接着填（${at}/${of}）`, '重新开始']
  say(t, both(`您有一份没填完的${form.title.zh}登记：`, `You have an unfinished request for ${form.title.en}:`))
  say(t, options(names))
  t.choices = names
  set(t, { offer: { kind: 'resume' } })
}

export function resume(t: Turn): void {
  setDraft(t, { paused: false })
  const draft = t.state.draft as Draft
  say(t, phrase('again', language(t), t.state.turn))
  if (draft.stage === 'consent') {
    say(t, notice(formNow(t), language(t)))
    return
  }
  ask(t)
}

export function restart(t: Turn): void {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const fresh = openDraft(form.kind, form.version, draft.measure, t.heard.now)
  set(t, { draft: draft.consent ? { ...fresh, consent: draft.consent, stage: 'asking' } : fresh, before: [], offer: null })
  say(t, both('好，全部清空，从头开始。', 'All cleared; from the beginning.'))
  if (!draft.consent) {
    say(t, needed(form, language(t)))
    say(t, notice(form, language(t)))
  } else ask(t)
}

export function pause(t: Turn): void {
  setDraft(t, { paused: true })
  const { at, of } = progressOf(formNow(t), t.state.draft as Draft)
  say(
    t,
    both(`好，先停在这里（${at}/${of}），草稿给您留 7 天。随时回复“继续”接着填。`, `Paused at ${at}/${of}; the draft is kept for 7 days. Say “continue” at any time.`),
  )
  sayPhrase(t, 'slowly')
}
