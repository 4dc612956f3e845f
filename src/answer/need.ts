/** A need said plainly, which the notices meet in one place: somebody was copied and asks what to do, or asks whether a patent gets a loan. */
import type { Corpus } from '../corpus/corpus.ts'
import type { Clause } from '../corpus/notice.ts'

const RIGHT = '(?:专利|商标|外观|实用新型|发明|牌子|品牌|产品|地理标志)'
const COPIED = `${RIGHT}[^。?？]{0,12}(?:被|让|叫|给)[^。?？]{0,14}(?:仿|抄|侵权|山寨|冒用|盗用|假冒|冒牌)|(?:有人|别人|人家|同行|隔壁|对门)[^。?？]{0,10}(?:仿|抄|侵|山寨|冒)[^。?？]{0,10}${RIGHT}`
const WHAT_NOW = '(?:咋办|怎么办|咋整|怎么弄|咋弄|怎么处理|找谁|谁管|谁能帮|能帮|帮帮|有人管)[^。?？]{0,6}[?？。!！]*$'
const LOAN = `${RIGHT}[^。?？]{0,10}(?:能|可以|可不可以|能不能)[^。?？]{0,8}(?:贷|借|融资|换)[^。?？]{0,8}(?:吗|不|么|没|呢)?(?:[,，?？。]|$)`
const ENGLISH_RIGHT = '(?:patent|trade ?mark|brand|design|invention|product|logo|ip\\b|intellectual property)'
const ENGLISH_COPIED = `(?:\\bcop(?:y|ies|ied)|infring|counterfeit|\\bfak(?:e|ing)|imitat|knock(?:ed|ing)? ?-?off|\\bst[eo]l)`
const ENGLISH_NOW =
  '(?:what (?:can|should|do|shall) (?:i|we) do|(?:who|can (?:you|any ?one|some ?one|some ?body|any ?body)) (?:can |could |will )?helps?(?: me| us)?|where (?:can|do|should) (?:i|we) turn)'
const ENGLISH_LOAN = `(?:(?:can|could|may|is it possible).{0,30}(?:loan|borrow|credit|money|financ).{0,30}${ENGLISH_RIGHT}|(?:can|could|may|is it possible).{0,30}${ENGLISH_RIGHT}s?.{0,30}(?:loan|borrow|collateral|security|financ)).{0,25}$`
const NEEDS: readonly { readonly said: RegExp; readonly clauses: readonly [liaoning: string, national: string] }[] = [
  { said: new RegExp(`(?:${COPIED})[^?？]{0,30}${WHAT_NOW}`), clauses: ['ln-2022-6#8', 'cnipa-2018-32#2'] },
  {
    said: new RegExp(
      `(?:${ENGLISH_COPIED}.{0,30}${ENGLISH_RIGHT}|${ENGLISH_RIGHT}.{0,30}${ENGLISH_COPIED}).{0,40}${ENGLISH_NOW}|${ENGLISH_NOW}.{0,30}${ENGLISH_RIGHT}.{0,30}${ENGLISH_COPIED}`,
    ),
    clauses: ['ln-2022-6#8', 'cnipa-2018-32#2'],
  },
  { said: new RegExp(LOAN), clauses: ['ln-2022-6#3', 'cnipa-2018-32#3'] },
  { said: new RegExp(ENGLISH_LOAN), clauses: ['ln-2022-6#3', 'cnipa-2018-32#3'] },
]
/** What the notices do not state of it. */
const BEYOND =
  /多少|几[个年成万点]|利率|利息|额度|赔|起诉|官司|判|坐牢|律师|费|哪家|哪个银行|最高|多久|多长|期限|条件|材料|流程|担保|\d ?[万w]|how (?:much|many|long|big)|\b(?:interest|rates?|amount|maximum|percent\w*|damages|compensat\w*|sue|suing|court|lawyers?|attorneys?|jail|prison|fees?|costs?|conditions?|requirements?|documents?|procedure|guarantee|foreign|abroad|u\.?s|europe\w*|amazon|without|refuse\w*|default\w*|bankrupt\w*|which)\b/

/** @param elsewhere the enterprise is not in Liaoning: only the national clause. */
export function plainNeed(corpus: Corpus, normal: string, elsewhere: boolean): Clause[] | null {
  if (normal.length > (/\p{Script=Han}/u.test(normal) ? 80 : 140) || BEYOND.test(normal)) return null
  const need = NEEDS.find(({ said }) => said.test(normal))
  return need ? need.clauses.slice(elsewhere ? 1 : 0).map(corpus.clause) : null
}
