/** After a request was sent: progress, more material, withdrawal, a rating, a second look; only ever about this person's own cases. */
import type { Language } from '../message.ts'
import { line } from '../understand/line.ts'
import { asks } from './questions.ts'
import { inactive } from './start.ts'
import { accepted, type CaseView, language, say, set, type Turn } from './turn.ts'
import { readChoice } from './values/choice.ts'
import { both, listed, moment, options } from './words.ts'

const NUMBER = /(?<![A-Z0-9])LN[ -]?\d{8}[ -]?[A-Z0-9]{5,9}(?![A-Z0-9])|(?:编号|案号|受理号|案件号|case(?: no\.?| number)?)[:： ]*([A-Z0-9-]{6,})/i
const STATUS =
  /(?:我|俺|咱|上次|之前|那个|那件|这个|这件|刚才|提交|交).{0,14}(?:进度|进展|到哪|怎么样了|咋样了|啥情况|什么情况|处理了|受理了|办好|办完|办了没|有(?:结果|消息|回音|信儿|动静))|^(?:查(?:一下|询|下)?|看(?:看|一下)?|问(?:问|一下|下)?)?(?:我的?|一下)?(?:申请|案子|案件|办理)?(?:的)?(?:进度|进展|状态|结果)(?:查询|如何|怎么样|怎样|咋样)?(?:了)?[?？。!！]*$|(?:到哪(?:一步|儿|里)?了?|办(?:得|的)?(?:怎么样|咋样)了?|有(?:结果|消息|信儿)了?(?:吗|没有?|不)|(?:受理|处理|办)了?(?:吗|没有?)|有人(?:管|接|处理)(?:了)?(?:吗|没))[?？。!！]*$|(?<![a-z])(?:status|progress)(?![a-z])|any (?:news|update)|how is my (?:request|case|application)/i
const SUPPLEMENT =
  /^(?:我|我们|我要|我想|请|麻烦|还|再|帮我)*(?:要|想)?(?:补充|追加|补交|补一?份?|再交|补件|加一?份)(?:提交|上传|说明|一下|一些|一份|一点|点|几份|个|下)?(?:材料|资料|证据|文件|照片|情况|说明|内容)?|(?:add|supplement|upload|submit)(?: some| more| further)*(?: material| evidence| documents?| information| files?| photos?)|additional (?:evidence|material|information)/i
const WITHDRAW =
  /撤回|撤销|撤案|撤诉|撤掉|收回(?:我的)?申请|取消(?:我的|刚才的|这个|那个|之前的|已提交的)?申请|取消(?:我的|刚才的)?(?:案子|案件)|withdraw|cancel my (?:request|application|case)/i
/** Given up, but not in so many words withdrawn: it is asked first. */
const GIVES_UP = /不(?:想|再|用|打算)?(?:办|申请|维权|贷|融资|弄|追究)了?(?:$|[，,。！!])/
const RATE =
  /^(?:我)?(?:要|想|来|给)?(?:个|你们?)?(?:评价|打分|评分|评个分)[:： ]*|^(?:非常|很|太|挺|比较|不太|不|十分)?满意|^(?:[1-5一二三四五]|[①-⑤])\s*(?:颗)?(?:星|分)|^(?:rate|rating|[1-5] stars?)/i
const COMPLAIN = /^(?:我要|我想|要)?投诉|太慢|没人(?:管|理|联系)|complain/i
const STARS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, one: 1, two: 2, three: 3, four: 4, five: 5 }
const REOPEN =
  /重新(?:办理|处理|打开)|再(?:办|处理)一(?:次|下)|重开|没(?:有)?(?:真正)?解决|还没解决|问题还在|又(?:开始|在)(?:卖|仿|抄|侵权)|不(?:认可|接受|同意|服)(?:这个)?(?:结果|处理)|reopen|not (?:resolved|solved|settled)/i

/** As `src/cases` names where a case stands. */
const STATUS_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  submitted: { zh: '已提交，待接单', en: 'submitted, waiting to be taken' },
  accepted: { zh: '已接单，办理中', en: 'taken by an officer' },
  'transfer-pending': { zh: '转办中', en: 'being transferred' },
  'supplement-requested': { zh: '待您补充材料', en: 'waiting for your further papers' },
  supplemented: { zh: '材料已补充，办理中', en: 'papers received, being handled' },
  answered: { zh: '已答复，办理中', en: 'answered, being handled' },
  reopened: { zh: '已重新办理', en: 'reopened' },
  closed: { zh: '已办结', en: 'closed' },
  rated: { zh: '已办结并评价', en: 'closed and rated' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

export function statusWords(status: string, language: Language): string {
  return STATUS_WORDS[status]?.[language] ?? status
}

export function progress(view: CaseView, language: Language): string {
  const due = view.due ? moment(view.due, language) : null
  return language === 'en'
    ? `${view.number}: ${statusWords(view.status, 'en')}. ${view.departments.join(', ')}${view.accountable ? `, answered for by ${view.accountable}` : ''}${due && !inactive(view.status) ? `, due ${due}` : ''}.`
    : `${view.number}：${statusWords(view.status, 'zh')}。${view.departments.join('、')}${view.accountable ? `，首问负责 ${view.accountable}` : ''}${due && !inactive(view.status) ? `，期限到${due}` : ''}。`
}

/** The case a message names, among this person's own; `null` when it names one that is not. */
function meant(t: Turn): CaseView | null | undefined {
  const named = NUMBER.exec(t.heard.text)
  if (!named) return undefined
  const said = (named[1] ?? named[0]).toUpperCase()
  return t.heard.cases.find((c) => c.number.toUpperCase() === said || t.heard.text.toUpperCase().includes(c.number.toUpperCase())) ?? null
}

function nothingFound(t: Turn): void {
  const unsent = t.state.draft !== null && t.heard.cases.length === 0
  say(
    t,
    unsent
      ? both('这份申请还没有提交，填完并确认之后才能查进度。', 'This request is not submitted yet; it has a progress once it is complete and confirmed.')
      : both(
          '没有查到您名下的这份申请。请核对编号，或用提交时的账号来查。',
          'No such request of yours was found. Please check the number, or ask from the account that submitted it.',
        ),
  )
}

const WISHES: readonly string[] = ['infringement-assistance', 'pledge-financing', 'pledge-registration', 'other-measure']

type What = 'supplement' | 'withdraw' | 'rate' | 'reopen' | 'complain'

/** True when the message was about a case already sent. */
export function afterwards(t: Turn): boolean {
  if (takeCaseOffer(t)) return true
  const text = line(t.heard.text.replace(NUMBER, '')).text.trim()
  if (text.length > 200) return false
  const named = meant(t)
  const own = t.heard.cases
  const wish = t.heard.understanding.question < 0.9
  if (named === null && (STATUS.test(text) || WITHDRAW.test(text) || SUPPLEMENT.test(text) || /编号|进度|查/.test(text) || text.length <= 24)) {
    nothingFound(t)
    return true
  }
  if (SUPPLEMENT.test(text) && (own.length > 0 || text.length <= 12)) return withCase(t, 'supplement', named, (c) => !inactive(c.status), content(t))
  // 专利申请被视为撤回: a wish about a right, where nothing was ever filed here.
  if (WITHDRAW.test(text) && wish && (own.length > 0 || (/撤/.test(text) && !WISHES.includes(t.heard.understanding.intent))))
    return withCase(t, 'withdraw', named, (c) => !inactive(c.status), '')
  const active = own.filter((c) => !inactive(c.status))
  if ((t.acts.act === 'cancel' || GIVES_UP.test(text)) && wish && t.state.ended === 'submitted' && active[0]) {
    const about = t.forms.filter((f) => new RegExp(f.subject).test(text))
    if (about.length > 0 && !about.some((f) => active.some((c) => c.kind === f.kind))) {
      say(t, both(`好，那件不办；${active[0].number} 照常办理。`, `All right, not that one; ${active[0].number} stays as it is.`))
      return true
    }
    say(t, both(`申请 ${active[0].number} 已经提交。要撤回它吗？回“是”就撤回。`, `Request ${active[0].number} is already submitted. Withdraw it? Reply “yes”.`))
    set(t, { offer: { kind: 'withdraw', case: active[0].number } })
    return true
  }
  if (own.some((c) => inactive(c.status)) && RATE.test(text)) return withCase(t, 'rate', named, (c) => /closed|rated|办结/.test(c.status), t.heard.text)
  if (own.some((c) => /closed|rated|办结/.test(c.status)) && REOPEN.test(text))
    return withCase(t, 'reopen', named, (c) => /closed|rated|办结/.test(c.status), t.heard.text)
  if (COMPLAIN.test(text) && own.length > 0) return withCase(t, 'complain', named, () => true, t.heard.text)
  if (STATUS.test(text) || (named && text.length <= 24)) {
    if (own.length === 0 && !/我的?(?:申请|案)|进度|status|progress/.test(text)) return false
    const shown = named ? [named] : own
    if (shown.length === 0) nothingFound(t)
    for (const c of shown.slice(-5)) say(t, progress(c, language(t)))
    return true
  }
  const tells = t.acts.act === null && !asks(text) && t.heard.understanding.question < 0.9
  if (tells && ((MENDS.test(text) && active.length > 0) || (gives(text) && own.some(wanting))))
    return withCase(t, 'supplement', named, own.some(wanting) ? wanting : (c) => !inactive(c.status), t.heard.text.trim())
  return false
}

/** 专利号写错了，应该是…: after filing, a mistake is put right by adding to the case. */
const MENDS =
  /(?:写|填|打|说|发|报|弄|搞|选)错|(?:号|名|人|话|机|址|码|额|期|单)[^，,。]{0,6}(?:不对|有误|错了)|(?:应该|应当|应)(?:是|为|写|填).{2,}|更正|(?:wrong|mistake|typo).{0,40}(?:should be|it is|correct)|should (?:be|read)/i

/** The office asked for papers, and waits for them. */
function wanting({ status }: CaseView): boolean {
  return status === 'supplement-requested'
}

/** Says what there is, and is more than a word. */
function gives(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= 6 && !/^(?:谢谢|多谢|好的|收到|知道了|明白|thanks|thank you|ok)/i.test(text)
}

function content(t: Turn): string {
  const text = t.heard.text.trim()
  const rest = text
    .replace(SUPPLEMENT, '')
    .replace(NUMBER, '')
    .replace(/^[\s，,。:：、.!！]+|[\s]+$/gu, '')
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length >= 4 ? rest : ''
}

function withCase(t: Turn, what: What, named: CaseView | null | undefined, fits: (c: CaseView) => boolean, text: string): boolean {
  const able = (named ? [named] : t.heard.cases).filter(fits)
  const only = able[0]
  if (!only) {
    if (what === 'withdraw' && (named ?? t.heard.cases[0]))
      say(
        t,
        both(
          `${(named ?? t.heard.cases.at(-1))?.number} 已经不在办理中了，无需再撤回。`,
          `${(named ?? t.heard.cases.at(-1))?.number} is no longer open; there is nothing to withdraw.`,
        ),
      )
    else nothingFound(t)
    return true
  }
  if (able.length > 1) {
    say(t, both('是哪一份申请？', 'Which request?'))
    say(t, options(able.map((c) => `${c.number}（${statusWords(c.status, language(t))}）`)))
    t.choices = able.map((c) => c.number)
    set(t, { offer: { kind: 'which-case', what, cases: able.map((c) => c.number), text } })
    return true
  }
  act(t, what, only.number, text)
  return true
}

function act(t: Turn, what: What, number: string, text: string): void {
  const files = accepted(t)
  set(t, { offer: null })
  switch (what) {
    case 'supplement':
      if (text || files.length > 0) supplement(t, number, text, files)
      else {
        say(t, both(`请把要补充给 ${number} 的文字、照片或文件发来。`, `Please send what should be added to ${number}: words, photos or files.`))
        set(t, { offer: { kind: 'supplement', case: number } })
      }
      return
    case 'withdraw':
      t.effects.push({ kind: 'withdraw', case: number })
      set(t, { ended: 'cancelled', filed: [] })
      say(
        t,
        both(`${number} 已撤回，责任部门会收到通知。以后需要可以重新申请。`, `${number} is withdrawn and the departments are told. You can apply again at any time.`),
      )
      return
    case 'rate': {
      // As the closing notice says: 评价 LN-… 5.
      const star =
        /([1-5一二三四五]|one|two|three|four|five)\s*(?:颗)?(?:星|分|stars?)/i.exec(text) ??
        /^(?:评价|rate)?[\s：:]*([1-5])[。.!！\s]*$/i.exec(text.replace(NUMBER, ' ').trim())
      const stars = star
        ? (STARS[(star[1] as string).toLowerCase()] ?? Number(star[1]))
        : /不太?满意|差/.test(text)
          ? 2
          : /非常|很|十分|太/.test(text)
            ? 5
            : /满意/.test(text)
              ? 4
              : null
      if (stars === null) {
        say(t, both('请打个分：1 到 5 星，也可以加一句话。', 'Please give 1 to 5 stars, and a word if you like.'))
        set(t, { offer: { kind: 'which-case', what: 'rate', cases: [number], text: '' } })
        return
      }
      t.effects.push({ kind: 'rate', case: number, stars, words: text.trim() })
      say(t, both(`谢谢，${number} 的评价（${stars} 星）已记下。`, `Thank you, ${stars} stars for ${number} recorded.`))
      return
    }
    case 'complain':
      t.effects.push({ kind: 'complain', case: number, words: text.trim() })
      say(
        t,
        both(`您对 ${number} 的投诉已记下，会转给负责人，并请工作人员联系您。`, `Your complaint about ${number} is recorded and passed on; an officer will contact you.`),
      )
      return
    case 'reopen':
      t.effects.push({ kind: 'reopen', case: number, words: text.trim() })
      say(t, both(`${number} 已请原经办人继续办理，编号不变。`, `${number} goes back to the same officer under the same number.`))
      return
  }
}

function supplement(t: Turn, number: string, text: string, files: ReturnType<typeof accepted>): void {
  t.effects.push({ kind: 'supplement', case: number, text, files: files.map((f) => ({ name: f.name, hash: f.hash })) })
  const names = listed(
    language(t),
    files.map((f) => f.name),
  )
  say(t, both(`已补充到 ${number}${names ? `：${names}` : ''}，责任部门会看到。`, `Added to ${number}${names ? `: ${names}` : ''}; the departments will see it.`))
}

function takeCaseOffer(t: Turn): boolean {
  const { offer } = t.state
  if (!offer) return false
  const yes = t.acts.act === 'yes' || t.acts.act === 'agree'
  const no = t.acts.act === 'no' || t.acts.act === 'none' || t.acts.act === 'cancel' || t.acts.act === 'wrong' || t.acts.act === 'done'
  switch (offer.kind) {
    case 'withdraw':
      set(t, { offer: null })
      if (yes || WITHDRAW.test(t.heard.text)) act(t, 'withdraw', offer.case, '')
      else if (no) say(t, both('好，不撤回，照常办理。', 'All right, it stays.'))
      else return false
      return true
    case 'supplement':
      if (no) {
        set(t, { offer: null })
        say(t, both('好的，不补充了。', 'All right, nothing added.'))
        return true
      }
      if (!t.heard.text.trim() && accepted(t).length === 0) return false
      if (STATUS.test(t.heard.text) || WITHDRAW.test(t.heard.text) || t.acts.act !== null) return false
      set(t, { offer: null })
      supplement(t, offer.case, t.heard.text.trim(), accepted(t))
      return true
    case 'files':
      set(t, { offer: null })
      if (yes) {
        supplement(t, offer.case, '', [...offer.names])
        return true
      }
      if (no) {
        say(t, both('好的，这些文件不加进去。', 'All right, the files are not added.'))
        return true
      }
      return false
    case 'which-case': {
      const chosen =
        offer.cases.length === 1
          ? ({ kind: 'one', index: 0 } as const)
          : readChoice(
              t.heard.text,
              offer.cases.map((c) => c.toLowerCase()),
            )
      if (chosen?.kind !== 'one') return false
      if (offer.what === 'rate' && offer.cases.length === 1 && !/\d|[一二三四五]|满意|star/.test(t.heard.text)) return false
      act(
        t,
        offer.what,
        offer.cases[chosen.index] as string,
        offer.what === 'rate' && !offer.text ? `${t.heard.text}${/星|分|star|满意/.test(t.heard.text) ? '' : '星'}` : offer.text,
      )
      return true
    }
    default:
      return false
  }
}
