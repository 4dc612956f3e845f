/** Puts an answer into words for a text-only channel: the point first, quoted; then who is responsible, what next, and the sources. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Topic } from '../corpus/desk-words.ts'
import type { Clause, Notice, Sentence } from '../corpus/notice.ts'
import type { Answer, Citation, Language, Reason } from '../message.ts'
import { type Asked, MISSING } from './asked.ts'
import { responsibleLine } from './select.ts'
import type { Listing } from './structure.ts'

/** A clause and the sentences of it that are shown, the best first. */
export type Shown = { readonly clause: Clause; readonly sentences: readonly Sentence[] }

type Words = Record<'responsible' | 'charged' | 'sources' | 'whole' | 'past' | 'next' | 'note', string>
const ZH: Words = {
  responsible: '责任部门',
  charged: '由谁来做',
  sources: '依据',
  whole: '回复“原文”看整条。',
  past: '（文中写的时限已过，之后的安排请看最新通知。）',
  next: '可向上述责任部门提出。',
  note: '编者注（不是通知原文）',
}
const EN: Words = {
  responsible: 'Responsible',
  charged: 'To be done by',
  sources: 'Sources',
  whole: 'Reply “原文” for the whole clause.',
  past: '(The date in the text has passed; check for newer notices.)',
  next: 'You can turn to the departments named above.',
  note: 'Editor’s note (not the notice)',
}

export function cite(clause: Clause, body: string, start: number, end: number): Citation {
  return { clause: clause.id, label: clause.label, quote: body.slice(start, end), start, end }
}

function citeShown(corpus: Corpus, { clause, sentences }: Shown): Citation {
  const start = Math.min(...sentences.map((s) => s.start))
  const end = Math.max(...sentences.map((s) => s.end))
  return cite(clause, corpus.notice(clause.notice).body, start, end)
}

/** “各市知识产权局” is the enterprise's own bureau, where its city is known. */
export function chargedBodies(clauses: readonly Clause[], city: string | null): string[] {
  const names = clauses.flatMap((c) => c.charges.map((d) => d.name))
  const resolved = names.flatMap((name) => {
    if (city === null) return [name]
    if (name === '各市知识产权局') return city === '沈抚示范区' ? [] : [`${city}市知识产权局`]
    return name === '沈抚示范区知识产权局' && city !== '沈抚示范区' ? [] : [name]
  })
  return [...new Set(resolved)]
}

/** True when the sentence sets a date that lies before `today` (ISO). */
function passed(sentence: string, today: string): boolean {
  const dates = [...sentence.matchAll(/(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(底|上半年|下半年)?(前)?/g)].filter((m) => m[4] || m[5])
  return dates.some(([, y, m, d]) => `${y}-${(m ?? '12').padStart(2, '0')}-${(d ?? '31').padStart(2, '0')}` < today)
}

/** Whose words follow: the notice, its year, and that a province speaks for itself alone. */
function speaker(notice: Notice, language: Language): string {
  const year = notice.issued.slice(0, 4)
  if (language === 'en')
    return notice.region === '全国' ? `National notice ${notice.number} (${year}) says:` : `Liaoning Province, and only there, ${notice.number} (${year}) says:`
  return notice.region === '全国' ? `国家知识产权局${notice.short}（${year}年）写明：` : `辽宁省（只适用于辽宁，${notice.short.replace('辽宁', '')}，${year}年）写明：`
}

/** Sentences that follow one another in the body stand in one pair of quotes. */
function quotes(body: string, sentences: readonly Sentence[]): string[] {
  const runs: { start: number; end: number }[] = []
  for (const { start, end } of sentences) {
    const last = runs.at(-1)
    if (last && last.end <= start && body.slice(last.end, start) === '') last.end = end
    else runs.push({ start, end })
  }
  return runs.map(({ start, end }) => `「${body.slice(start, end)}」`)
}

/** The bodies to name under an answer: a 责任部门 line whole, otherwise those the shown sentences speak to. */
function named(shown: readonly Shown[], city: string | null): string[] {
  const charged = shown.map(({ clause, sentences }) => {
    if (responsibleLine(clause)) return clause
    const inside = clause.charges.filter((c) => sentences.some((s) => c.start >= s.start && c.end <= s.end))
    return { ...clause, charges: inside }
  })
  return chargedBodies(charged, city)
}

/** An answer from clauses found. @param today ISO date, for targets that lie in the past. */
export function composeClauses(corpus: Corpus, shown: readonly Shown[], city: string | null, language: Language, today: string): Answer {
  const words = language === 'en' ? EN : ZH
  const colon = language === 'en' ? ': ' : '：'
  const clauses = shown.map((s) => s.clause)
  const departments = named(shown, city)
  const lines: string[] = []
  shown.forEach(({ clause, sentences }, i) => {
    const notice = corpus.notice(clause.notice)
    lines.push(`${shown.length > 1 ? `${i + 1}. ` : ''}${speaker(notice, language)}`, ...quotes(notice.body, sentences))
    if (sentences.some((s) => passed(s.text, today))) lines.push(words.past)
    for (const note of notice.notes.filter((n) => n.clause === clause.ordinal)) lines.push(`${words.note}${colon}${note.text}`)
  })
  // Whom a notice charges is no window; where another one has its 责任部门 line, one may turn to those.
  const responsible = named(
    shown.filter(({ clause }) => responsibleLine(clause)),
    city,
  )
  const charged = departments.filter((d) => !responsible.includes(d))
  if (charged.length) lines.push(`${words.charged}${colon}${charged.join('、')}`)
  if (responsible.length) lines.push(`${words.responsible}${colon}${responsible.join('、')}${language === 'en' ? '. ' : '。'}${words.next}`)
  lines.push(sources(corpus, clauses, words), words.whole)
  return { answered: true, reason: null, text: lines.join('\n'), citations: shown.map((s) => citeShown(corpus, s)), related: [], departments }
}

function sources(corpus: Corpus, clauses: readonly Clause[], words: Words): string {
  const items = clauses.map((c) => {
    const notice = corpus.notice(c.notice)
    return `${c.label}${typeof c.ordinal === 'number' && c.ordinal > 0 ? c.heading : ''}（${notice.region}，${notice.issued}）`
  })
  return `${words.sources}${words === EN ? ': ' : '：'}${items.join('；')}`
}

/** The whole text of clauses, as it stands. */
export function composeOriginal(corpus: Corpus, clauses: readonly Clause[], city: string | null, language: Language): Answer {
  const words = language === 'en' ? EN : ZH
  const citations = clauses.map((c) => cite(c, corpus.notice(c.notice).body, c.start, c.end - (c.text.length - c.text.trimEnd().length)))
  const lines = citations.map((c, i) => `${(clauses[i] as Clause).label}\n「${c.quote}」`)
  return { answered: true, reason: null, text: [...lines, sources(corpus, clauses, words)].join('\n'), citations, related: [], departments: chargedBodies(clauses, city) }
}

export function composeListing(corpus: Corpus, listing: Listing, city: string | null, language: Language): Answer {
  const words = language === 'en' ? EN : ZH
  const citations = listing.items.map(({ clause, start, end }) => cite(clause, corpus.notice(clause.notice).body, start, end))
  const clauses = listing.items.map((i) => i.clause)
  const en = language === 'en'
  const rows = listing.items.map(({ clause }, i) => {
    const notice = corpus.notice(clause.notice)
    const quote = (citations[i] as Citation).quote
    if (listing.kind === 'notices') return `${i + 1}. ${notice.number}《${notice.title.replace(/《|》/g, '')}》（${notice.issuer}，${notice.issued}）`
    if (listing.kind === 'outline') return `${clause.printed}${clause.heading}`
    return `${i + 1}. ${clause.label}${clause.heading}${listing.kind === 'mention' ? `：「${quote}」` : ''}${notice.region === '全国' ? '' : `（${notice.region}）`}`
  })
  const title = heading(corpus, listing, en)
  const text =
    listing.kind === 'count' || listing.kind === 'issued' || listing.kind === 'contact'
      ? `${title}\n${sources(corpus, clauses, words)}`
      : [title, ...rows, ...(listing.kind === 'mention' || listing.kind === 'notices' ? [] : [words.whole])].join('\n')
  const departments = listing.kind === 'department' ? [listing.of] : listing.kind === 'mention' ? chargedBodies(clauses, city) : []
  return { answered: true, reason: null, text, citations, related: [], departments }
}

function heading(corpus: Corpus, listing: Listing, en: boolean): string {
  const n = listing.items.length
  switch (listing.kind) {
    case 'department': {
      const liaoning = listing.items.every((i) => i.clause.notice === 'ln-2022-6')
      return en
        ? `${listing.of} is named as responsible in ${n} clause(s)${liaoning ? ' of the Liaoning notice' : ''}:`
        : `${liaoning ? '辽宁省规定中，' : ''}写明由${listing.of}负责的共${n}条：`
    }
    case 'mention':
      return en ? `“${listing.of}” stands in ${n} clause(s):` : `写到“${listing.of}”的共${n}条：`
    case 'notices':
      return en ? `I hold these ${n} notices:` : `收录的是这${n}份通知：`
    case 'outline': {
      const notice = corpus.notice(listing.of)
      return en ? `${notice.number} (${notice.region}, ${notice.issued}) has ${n} measures:` : `${notice.number}（${notice.region}，${notice.issued}）共${n}条：`
    }
    case 'issued':
    case 'contact': {
      const notice = corpus.notice(listing.of)
      const quote = listing.items.map(({ start, end }) => `「${notice.body.slice(start, end)}」`).join('')
      if (listing.kind === 'contact')
        return en
          ? `${notice.number} (${notice.region}, ${notice.issued}) gives this contact:\n${quote}`
          : `${notice.number}（${notice.region}，${notice.issued}）写的联系方式：\n${quote}\n（号码是发文时的，现在未必有效。）`
      return en ? `${notice.number} (${notice.region}) is dated ${quote}` : `${notice.number}（${notice.region}）${quote.includes('印发') ? '' : '的成文日期是'}${quote}`
    }
    case 'count': {
      const last = listing.items[0]?.clause as Clause
      const notice = corpus.notice(listing.of)
      const printed = last.printed.replace(/[（）、]/g, '')
      return en
        ? `${notice.number} has ${last.ordinal} numbered measures; the last is ${last.printed}「${last.heading}」`
        : `${notice.number}共${printed}条，最后一条是${last.printed}「${last.heading}」`
    }
  }
}

/** Says that the notices do not answer, why, and what else may help. */
export function composeSilence(corpus: Corpus, reason: Reason, detail: Detail & { readonly near: Clause | null }, language: Language): Answer {
  const en = language === 'en'
  const related = detail.near ? [headingCitation(corpus, detail.near)] : []
  const lines = [reason === 'small-talk' ? corpus.desk[detail.about ?? 'greeting'][language] : (en ? SILENCE_EN : SILENCE_ZH)[reason](detail)]
  const near = detail.near
  if (near)
    lines.push(
      en
        ? `Related: ${near.label}「${near.heading}」 (${corpus.notice(near.notice).region})`
        : `相关：${near.label}「${near.heading}」（${corpus.notice(near.notice).region}）`,
    )
  return { answered: false, reason, text: lines.join('\n'), citations: [], related, departments: [] }
}

function headingCitation(corpus: Corpus, clause: Clause): Citation {
  const body = corpus.notice(clause.notice).body
  const start = body.indexOf(clause.heading, clause.start)
  return cite(clause, body, start, start + clause.heading.length)
}

/** `about`: what of the desk itself was asked, where it is small talk. */
type Detail = { readonly asked: Asked; readonly what: string | null; readonly about: Topic | null }
type Silence = Readonly<Record<Exclude<Reason, 'small-talk'>, (d: Detail) => string>>
const SILENCE_ZH: Silence = {
  'not-in-notices': ({ asked, what }) =>
    asked === 'validity'
      ? '通知没有写有效期，也没有写是否已废止；我只知道成文日期，不能替发文机关下结论，请向发文机关核实。'
      : what
        ? `我只收录四份知识产权通知，没有${what}。`
        : asked
          ? `这四份通知没有写${MISSING[asked][0]}，我不能猜。请向当地知识产权局核实。`
          : '这四份知识产权通知里没有写这个，我不能猜。可以换个说法再问，或向当地知识产权局咨询。',
  'other-region': () => '我只收录国家知识产权局的三份通知和辽宁省的一份，没有其他地方自己的规定。请向当地知识产权局咨询。',
  'no-such-clause': ({ what }) => what ?? '没有这一条。',
  unclear: ({ what }) => what ?? '没看明白您要问什么。可以说具体一点，例如“质押登记几天能办好”或“32号文第三条”。',
  refused: () => '这个我不能做。我只按四份知识产权通知回答问题，并注明出处。',
}
const SILENCE_EN: Silence = {
  'not-in-notices': ({ asked, what }) =>
    asked === 'validity'
      ? 'The notices do not say how long they are in force or whether they were repealed; I only know their dates. Please ask the issuing office.'
      : what
        ? `I only hold four IP notices, not ${what}.`
        : asked
          ? `The four notices do not state ${MISSING[asked][1]}, and I will not guess. Please ask your local IP office.`
          : 'The four IP notices do not say this, and I will not guess. Try other words, or ask your local IP office.',
  'other-region': () => 'I only hold three national notices and one of Liaoning Province, no rules of other places. Please ask the local IP office.',
  'no-such-clause': ({ what }) => what ?? 'There is no such clause.',
  unclear: ({ what }) => what ?? 'I did not understand. Try, for example, “how fast is pledge registration” or “notice 32 article 3”.',
  refused: () => 'I cannot do that. I only answer from four IP notices, with citations.',
}
