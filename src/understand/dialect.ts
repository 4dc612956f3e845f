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

/** @param normal as `normalise` gives it. */
export function plainly(normal: string): string {
  return ALIKE.reduce((text, [spoken, plain]) => text.replace(spoken, plain), normal)
}
