/** Words that ask and point, put as the notices' readers mostly put them: Cantonese and other spoken forms, and the many ways to say how long. */

/** Longer forms first. Only small words: what a message is about is never touched. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/(?:几多|多少) ?个? ?(?:工作日|天|日)/g, '几天'],
  [/几耐|多少时间|几多时间/g, '多久'],
  [/几时|啥前儿|啥时候|嘛时候|乜嘢时候|咩时候/g, '什么时候'],
  [/几多/g, '多少'],
  [/边个|边间|边位/g, '哪个'],
  [/喺边度?|边度|边处|哪旮旯/g, '在哪里'],
  [/点解/g, '为什么'],
  [/点样|点(?=[办搞申去做整先])/g, '怎么'],
  [/乜嘢|乜野|咩野|咩嘢/g, '什么'],
  [/使唔使/g, '要不要'],
  [/系唔系|系咪/g, '是不是'],
  [/有冇/g, '有没有'],
  [/冇/g, '没有'],
  [/唔(?=[系使知好要识得会需可])/g, '不'],
  [/嘅/g, '的'],
  [/我哋/g, '我们'],
  [/你哋/g, '你们'],
  [/而家|依家/g, '现在'],
  [/畀|俾/g, '给'],
  [/嚟/g, '来'],
  [/搵/g, '找'],
  [/睇/g, '看'],
]

/** Most messages have none of them. */
const SPOKEN = new RegExp(ALIKE.map(([spoken]) => spoken.source).join('|'))

/** @param normal as `normalise` gives it. */
export function plainly(normal: string): string {
  if (!SPOKEN.test(normal)) return normal
  return ALIKE.reduce((text, [spoken, plain]) => text.replace(spoken, plain), normal)
}

/** Small words of Henan, the north-east and the south by the standard character, one for one, so that every place stays where it was. */
const HOMELY: readonly (readonly [RegExp, string])[] = [
  [/(?<=.)嘞/g, '的'],
  [/(?<![耽延])搁(?![置浅着下起])/g, '在'],
  [/恁/g, '你'],
  [/哋/g, '们'],
  [/嘅/g, '的'],
  [/喺/g, '在'],
  [/冇/g, '没'],
  [/佢/g, '他'],
  [/咗/g, '了'],
  [/嚟/g, '来'],
  [/畀|俾/g, '给'],
  [/搵/g, '找'],
  [/唔(?=[系使知好要识得会需可同])/g, '不'],
]
const CANTONESE = /[哋嘅喺冇佢咗唔嚟搵]/
const DIALECT = /[嘞搁恁哋嘅喺冇佢咗唔嚟畀俾搵]/

/** @param simple Simplified already. @returns as many characters. */
export function homely(simple: string): string {
  if (!DIALECT.test(simple)) return simple
  const plain = HOMELY.reduce((text, [spoken, standard]) => text.replace(spoken, standard), simple)
  return CANTONESE.test(simple) ? plain.replace(/(?<![关联体])系(?![统列由指数])/g, '是') : plain
}
