/** Answers that bring no value: skip, don’t know, later, none, that is all, yes, no, back. */
import { line } from '../understand/line.ts'
import { revise } from './answering.ts'
import { ask, formNow, pendingSlot } from './asking.ts'
import { type Slot, slotOf } from './form.ts'
import { type Draft, valuesOf } from './state.ts'
import { alreadyFiled, keepRevised } from './submit.ts'
import { language, say, sayPhrase, setDraft, type Turn } from './turn.ts'
import { both } from './words.ts'

/** Acts that are answers of a kind: skip, don't know, later, none, done, yes, no. */
export async function byAct(t: Turn, slot: Slot): Promise<boolean> {
  const { act } = t.acts
  if (act !== null && act !== 'wrong' && act !== 'hesitant' && (t.state.draft as Draft).revising === slot.name && keepRevised(t)) {
    ask(t)
    return true
  }
  switch (act) {
    case 'skip':
    case 'none':
    case 'unknown':
    case 'later':
    case 'done': {
      const draft = t.state.draft as Draft
      if (act === 'none' || act === 'unknown') {
        const value = slot.read({
          raw: t.heard.text,
          text: line(t.heard.text).text,
          whole: line(t.heard.text).text,
          asked: true,
          labelled: false,
          label: '',
          story: false,
          pending: slot.name,
          mending: false,
          known: valuesOf(draft),
        })
        if (value.some((v) => v.kind === 'value') && !slot.skippable && !slot.prose) return false
      }
      if (slot.skippable) {
        setDraft(t, { skipped: [...draft.skipped, slot.name] })
        sayPhrase(t, 'skipped')
      } else if (draft.postponed.includes(slot.name)) {
        sayPhrase(t, 'must', why(t, slot))
        say(
          t,
          both(
            '手头没有也不要紧：准备好再发来就行，草稿给您留 7 天；也可以回复“转人工”。',
            'If you do not have it now, send it whenever you do; the draft is kept for 7 days. Or say “human”.',
          ),
        )
        setDraft(t, { failures: { ...draft.failures, [slot.name]: (draft.failures[slot.name] ?? 0) + 1 } })
        return true
      } else {
        if (act === 'later') sayPhrase(t, 'later')
        else sayPhrase(t, 'must', `${why(t, slot)}${language(t) === 'en' ? ' It can wait to the end; let us go on.' : '先不填也行，最后再补。'}`)
        setDraft(t, { postponed: [...draft.postponed, slot.name] })
      }
      if (alreadyFiled(t)) return true
      ask(t)
      return true
    }
    case 'yes':
    case 'agree':
    case 'no':
    case 'wrong':
    case 'hesitant': {
      if (act === 'agree') say(t, both('同意已经记下了。', 'Your consent is already recorded.'))
      else if (act === 'no' && slot.skippable) {
        setDraft(t, { skipped: [...(t.state.draft as Draft).skipped, slot.name] })
        sayPhrase(t, 'skipped')
      } else if (act === 'wrong') {
        sayPhrase(t, 'which')
        return true
      } else if (act === 'hesitant') sayPhrase(t, 'slowly')
      if (!alreadyFiled(t)) ask(t)
      return true
    }
    default:
      return false
  }
}

/** The slot before is said anew. */
export function goBack(t: Turn): void {
  const form = formNow(t)
  const draft = t.state.draft as Draft
  const now = draft.stage === 'summary' ? null : pendingSlot(form, draft)?.name
  const known = valuesOf(draft)
  const earlier = [...draft.trail].reverse().find((n) => n !== now && (known[n] !== undefined || draft.skipped.includes(n)))
  const slot = slotOf(form, earlier ?? '')
  if (!slot) {
    say(t, both('这已经是第一项了。', 'This is the first one.'))
    ask(t)
    return
  }
  revise(t, slot)
}

/** What it is needed for, to stand behind a colon. */
function why(t: Turn, slot: Slot): string {
  return language(t) === 'en' ? ` ${slot.why.en}` : slot.why.zh
}
