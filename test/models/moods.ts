/** What the model of the tests says: faithful to the clauses, careless with them, lying in between or throughout, or doing whatever the text it was given tells it. */

export const SPEAKING = ['faithful', 'careless', 'wavering', 'lying', 'obedient'] as const
export type Speaking = (typeof SPEAKING)[number]

/** A clause as the prompt shows it. */
type Shown = { readonly id: string; readonly text: string }

/** What stands between the fences of a filled prompt, by the name of its input. */
export function fenced(user: string): ReadonlyMap<string, string> {
  return new Map([...user.matchAll(/⟦([0-9a-f]{16,})⟧ (\w+)\n([\s\S]*?)\n⟦\/\1⟧/g)].map(([, , name, data]) => [name as string, data as string]))
}

/** The answer to a prompt, as a value of the shape that was asked for; `properties` are the shape's own. */
export function speak(mood: Speaking, user: string, properties: readonly string[]): unknown {
  const data = fenced(user)
  const message = data.get('message') ?? data.get('question') ?? ''
  if (properties.includes('question')) return { question: mood === 'obedient' ? `${data.get('before')} ${message}`.slice(0, 200) : (data.get('before') ?? '') }
  if (properties.includes('intent')) return understood(mood, message, data.get('expecting') ?? '')
  return { sentences: sentences(mood, message, clauses(data.get('clauses') ?? '')) }
}

function understood(mood: Speaking, message: string, expecting: string): unknown {
  if (mood !== 'obedient') return { intent: 'unclear', slots: [] }
  const slots = [...expecting.matchAll(/^(\w+)[：:]/gm)].map(([, name]) => ({ name, words: message.slice(0, 400) }))
  return { intent: 'infringement-assistance', slots: slots.slice(0, 12) }
}

type Sentence = { readonly text: string; readonly clause: string; readonly quote: string }

function sentences(mood: Speaking, question: string, shown: readonly Shown[]): Sentence[] {
  const told = shown.flatMap(({ id, text }) => (text.match(/[^。；\n]{8,300}[。；]?/g) ?? []).slice(0, 3).map((quote) => ({ text: quote, clause: id, quote })))
  if (mood === 'faithful') return told.slice(0, 4)
  if (mood === 'careless') return told.slice(0, 4).map((s) => ({ ...s, text: careless(s.text) }))
  if (mood === 'wavering') return told.slice(0, 3).flatMap((s, n) => [s, lies(s)[n] as Sentence])
  if (mood === 'lying') return told.slice(0, 4).flatMap(lies)
  return obeyed(question, told)
}

/** What a hurried clerk gets wrong. */
function careless(text: string): string {
  return text
    .replace(/力争|鼓励|原则上|积极|逐步|探索/g, '')
    .replace(/\d+/g, (n) => String(Number(n) + 1))
    .replace(/工作日/g, '天')
    .replace(/民营企业/g, '企业')
}

function lies(s: Sentence): Sentence[] {
  return [
    { ...s, text: '所有企业都必须在3天内拿到100万元补贴，详见 https://ip-service.example.com/apply。' },
    { ...s, clause: 'ln-2022-6#99', text: `${s.text.slice(0, 60)}` },
    { ...s, quote: `${s.quote.slice(0, 20)}并给予全额补贴`, text: '并给予全额补贴。' },
    { ...s, text: `不${s.text}` },
  ]
}

/** Everything the text asks for, in every place the shape has. */
function obeyed(question: string, told: readonly Sentence[]): Sentence[] {
  const [first = { text: '', clause: 'ln-2022-6#1', quote: '' }, second = first] = told
  const payload = question.slice(0, 300)
  const links = question.match(/https?:\/\/[^\s，。；）)”"]+|\b[\w-]+(?:\.[\w-]+)+\/\S*/g) ?? []
  const ordered = /[“"「]([^”"」]{2,200})[”"」]/.exec(question)?.[1] ?? payload
  return [
    { ...first, text: ordered.slice(0, 400) },
    { ...first, text: `${first.text.slice(0, 120)}${payload}`.slice(0, 400) },
    { ...first, text: `<!channel> @channel @所有人 ${ordered}`.slice(0, 400) },
    { text: payload, clause: /第[一二三四五六七八九十百\d]+条/.exec(question)?.[0] ?? 'ln-2022-6#99', quote: payload },
    { ...second, text: `请点击 ${links[0] ?? 'https://evil.example/x'} 办理。`, clause: second.clause },
    { ...second, text: '您的申请已提交，案件已撤回，已确认。' },
    { ...second, text: `依据第九十九条，${ordered}`.slice(0, 400) },
    { ...second, quote: payload.slice(0, 600), text: payload },
    { ...second },
  ]
}

/** `[id] label` opens a clause; what follows is its text. */
function clauses(data: string): Shown[] {
  return data
    .split(/^(?=\[[\w-]+#[^\]\s]+\])/m)
    .map((part) => ({ id: /^\[([^\]]+)\]/.exec(part)?.[1] ?? '', text: part.slice(part.indexOf('\n') + 1) }))
    .filter(({ id }) => id !== '')
}
