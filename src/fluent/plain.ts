/** Writes in the notices' way what people write and name in theirs: shares, halves of a year, short years, the notice itself. */
import type { Clause, Notice } from '../corpus/notice.ts'
import { blanked, blankedAt, chinese, flat } from './quantities.ts'

/** Without the names people give the notice itself, which tell nothing of what it says: 733号通知, 2021年22号文里, 国家2018年的文件. */
export function unnamed(said: string, { number, issued, region }: Notice, { ordinal }: Clause): string {
  const [, year = '', own] = /(\d{4})\D+(\d+)号/.exec(number) ?? []
  const years = [year, issued.slice(0, 4)].flatMap((y) => [y, `(?<!\\d)${y.slice(2)}`]).join('|')
  const paper = '(?:文件|通知|文(?!章)|函)[里中上]?'
  const named = new RegExp(
    [
      RegExp.escape(flat(number)),
      `(?:${region === '全国' ? '全国|国家' : region})(?:适用)?的(?:说法|意思|规定|要求|态度)(?=是|为|[:,])`,
      `(?:${year}年的?)?(?<!\\d)第?${own}号(?=文|通知|函|件|第)`,
      `(?:国家|国知局|辽宁省?|省里?)?的?(?:${years})年(?:国家|辽宁省?|省里?)?(?:[发出印]+)?的?(?:[这那][份个](?:${paper})?|${paper})`,
      `(?:只)?(?:适用|针对|管)于?${region}的?(?:[这那][份个](?:${paper})?|${paper})`,
    ].join('|'),
    'g',
  )
  const clauses = [...said.matchAll(/第([一二三四五六七八九十\d]{1,3})[条项点款]/g)].filter(([, n = '']) => chinese(n) === ordinal)
  return clauses.reduce((text, { 0: written, index }) => blankedAt(text, { start: index, end: index + written.length }), blanked(said, named))
}

/** What people name by a word: shares, halves of a year, ends of it, sizes of enterprises. */
export function plain(said: string): string {
  return said
    .replace(
      /(?<![零〇一二三四五六七八九十百千\d])(一[七八]|二[〇零一二]|1[78]|2[012])年(?!来|间|内)/g,
      (_, y: string) => `20${y.replace(/./g, (c) => String(chinese(c)))}年`,
    )
    .replace(/(?:一半|半数)(?:以上|还要?多|多)/g, '50%以上')
    .replace(/([一二三四五六七八九十\d]+)分之([一二三四五六七八九十\d]+)/g, (m, whole: string, part: string) => shareOf(m, chinese(part), chinese(whole)))
    .replace(/(?<![通经超])过半(?![年月天导])/g, '超过50%')
    .replace(/(?<=至少|超过|不到|不少于|不低于|不止|占了?|过)(?:一半|半数|半)(?!年|月|天|导)/g, '50%')
    .replace(/(?:头|前)(?:六个月|半年)/g, '上半年')
    .replace(/上半年(?:过完|结束|过去)?[之以]?前/g, '6月底前')
    .replace(/(?<=[年月])(?:的)?(?:结束|过完|完了|收尾|12月31[日号])(?=之?以?前)/g, '底')
    .replace(/中型、小型(?:、|和)微型(?:的)?/g, '中小微')
    .replace(/小型(?:、|和)微型(?:的)?/g, '小微')
    .replace(/省(?:份)?、自治区[、,]?(?:还有|以及|和|及|跟)?直辖市/g, '省区、市')
    .replace(/民企/g, '民营企业')
}

/** 三分之二: two digits of a share; 百分之 is read as it is. */
function shareOf(written: string, part: number, whole: number): string {
  return whole > 0 && whole < 100 ? `${Math.round((1000 * part) / whole) / 10}%` : written
}
