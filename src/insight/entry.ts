/** What a chief proposes for the corpus because of a question: one reviewed line, checked as the loader will check it, and a patch for it. Pure; nothing is written here. */
import type { Corpus } from '../corpus/corpus.ts'
import { type Both, REASONS, type Reason } from '../message.ts'

export type Draft =
  /** A question a clause answers, and the words of the clause that do. */
  | { readonly kind: 'question'; readonly q: string; readonly clause: string; readonly fact: string }
  /** How people say what a notice calls `term`. */
  | { readonly kind: 'word'; readonly term: string; readonly said: string }
  /** A question that the notices do not answer, and shall not seem to. */
  | { readonly kind: 'silence'; readonly q: string; readonly reason: string }

export type Problem = { readonly field: 'q' | 'clause' | 'fact' | 'term' | 'said' | 'reason'; readonly words: Both }
/** `patch` applies with `patch -p1` or `git apply --unidiff-zero`; null where a line is added to the end of a file, for which `line` and `file` are enough. */
export type Entry =
  | { readonly kind: 'entry'; readonly file: string; readonly line: string; readonly patch: string | null }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Entries that came from this desk stand in files of their own: one writer, one voice. */
const VOICE = 'officers'
const LONGEST = 200

export function entry(draft: Draft, corpus: Corpus): Entry {
  const problems = check(draft, corpus)
  if (problems.length > 0) return { kind: 'problems', problems }
  switch (draft.kind) {
    case 'question': {
      const line = spaced({ q: oneLine(draft.q), clauses: [draft.clause], also: [], fact: draft.fact.trim() })
      return { kind: 'entry', file: `corpus/questions/${VOICE}.jsonl`, line, patch: null }
    }
    case 'silence': {
      const line = spaced({ q: oneLine(draft.q), reason: draft.reason.trim() as Reason, group: 'near-miss' })
      return { kind: 'entry', file: `corpus/unanswerable/${VOICE}.jsonl`, line, patch: null }
    }
    case 'word':
      return word(draft, corpus)
  }
}

function check(draft: Draft, corpus: Corpus): Problem[] {
  const problems: Problem[] = []
  const wrong = (field: Problem['field'], zh: string, en: string) => problems.push({ field, words: { zh, en } })
  if (draft.kind !== 'word') {
    const q = oneLine(draft.q)
    if (!q) wrong('q', '请写明问法', 'write the question')
    else if (q.length > LONGEST) wrong('q', `问法请在 ${LONGEST} 字以内`, `keep the question within ${LONGEST} characters`)
    // What was masked says that somebody's number stood there.
    else if (q.includes('＊'))
      wrong('q', '问法里有遮盖的号码（＊），请改写成不含个人信息的问法', 'a masked number stands in the question (＊); write it without anything personal')
  }
  if (draft.kind === 'question') {
    const clause = corpus.clauses.find((c) => c.id === draft.clause)
    if (!clause) wrong('clause', '请选择条文', 'choose the clause')
    else if (!draft.fact.trim()) wrong('fact', '请从条文里摘出能回答的原话', 'quote the words of the clause that answer it')
    else if (!clause.text.includes(draft.fact.trim()))
      wrong('fact', '这句话不在所选条文里；要与原文一字不差', 'these words are not in the clause chosen; they must be its own, to the letter')
  }
  if (draft.kind === 'silence' && !REASONS.includes(draft.reason.trim() as Reason)) wrong('reason', '请选择不回答的原因', 'choose why it is not answered')
  if (draft.kind === 'word') {
    const term = draft.term.trim()
    const said = draft.said.trim()
    if (term.length < 2 || !corpus.notices.some((n) => n.body.includes(term)))
      wrong('term', '通知里没有这个词；请填通知原文中的用语', 'no notice has this term; give it as a notice writes it')
    if (said.length < 2) wrong('said', '请填企业的说法，两个字以上', 'give what enterprises say, in two characters or more')
    else if (said.length > 30) wrong('said', '说法请在 30 字以内', 'keep what enterprises say within 30 characters')
    else if (said === term) wrong('said', '与通知用语相同，不必登记', 'it is the same as the term of the notice and needs no entry')
    else if (corpus.glossary.some((g) => g.term === term && [...g.zh, ...g.en].includes(said))) wrong('said', '词汇表里已有这个说法', 'the glossary has this already')
  }
  return problems
}

/** A new form of a term that is there replaces its line; a new term follows the last one. */
function word({ term, said }: Extract<Draft, { kind: 'word' }>, { glossary }: Corpus): Entry {
  const file = 'corpus/glossary.json'
  const at = glossary.findIndex((g) => g.term === term.trim())
  const before = glossary[at]
  const form = said.trim()
  const english = /^[\x20-\x7e]+$/.test(form)
  const zh = [...(before?.zh ?? []), ...(english ? [] : [form])]
  const en = [...(before?.en ?? []), ...(english ? [form.toLowerCase()] : [])]
  const line = JSON.stringify({ term: term.trim(), zh, en })
  // The file opens with a bracket on a line of its own, then a term a line.
  const comma = (i: number) => (i < glossary.length - 1 ? ',' : '')
  const printed = (i: number) => `  ${JSON.stringify(glossary[i])}`
  const head = `--- a/${file}\n+++ b/${file}\n`
  const last = glossary.length - 1
  const patch = before
    ? `${head}@@ -${at + 2} +${at + 2} @@\n-${printed(at)}${comma(at)}\n+  ${line}${comma(at)}\n`
    : `${head}@@ -${last + 2} +${last + 2},2 @@\n-${printed(last)}\n+${printed(last)},\n+  ${line}\n`
  return { kind: 'entry', file, line, patch }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** As the files of questions are written: a space after colons and commas between keys. */
function spaced(value: Readonly<Record<string, string | readonly string[]>>): string {
  const parts = Object.entries(value).map(
    ([key, of]) => `${JSON.stringify(key)}: ${Array.isArray(of) ? `[${of.map((v) => JSON.stringify(v)).join(', ')}]` : JSON.stringify(of)}`,
  )
  return `{${parts.join(', ')}}`
}
