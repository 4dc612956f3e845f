/** What channels without buttons share: how quick messages read as one thought, how long text is cut, and the words for what cannot be read. Pure. */

/**
 * Parts of at most `bytes` bytes in UTF-8, cut at a line's end, else a sentence's, else a comma's, and never within a character.
 * @param spare is left free in every part but the last, for what is put behind it.
 */
export function cut(text: string, bytes: number, spare = 0): string[] {
  const parts: string[] = []
  let left = text.trim()
  while (Buffer.byteLength(left) > bytes) {
    const window = fitting(left, bytes - spare)
    const end = [/\n/g, /[。！？!?；;…][」』”’）)]*/g, /[，,、：:\s]/g].map((at) => lastEnd(window, at)).find((n) => n > window.length * 0.4) ?? window.length
    parts.push(left.slice(0, end).trim())
    left = left.slice(end).trim()
  }
  return [...parts, left].filter((part) => part !== '')
}

function lastEnd(window: string, at: RegExp): number {
  return [...window.matchAll(at)].reduce((_, found) => found.index + found[0].length, 0)
}

const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** The longest beginning that fits; a character that fits nowhere is cut by code point. */
function fitting(text: string, bytes: number): string {
  const pieces = (of: Iterable<string>): string => {
    let taken = ''
    let size = 0
    for (const piece of of) {
      size += Buffer.byteLength(piece)
      if (size > bytes) break
      taken += piece
    }
    return taken
  }
  const near = text.slice(0, bytes)
  return pieces(Array.from(GRAPHEMES.segment(near), (s) => s.segment)) || pieces(near)
}

/** Something that is complete by itself: nobody waits for a second message after it. */
const COMPLETE =
  /^[\s.。!！]*(?:选?第?[\d０-９一二三四五六七八九十]{1,2}[个.、.。)）]?|[①-⑩]|同意|不同意|确认|确定|是的?|对的?|好的?|可以|取消|返回|暂停|跳过|不知道|撤回|进度|更多|下一条|继续|原文|人工|转人工|yes|no|ok|cancel|back|skip|more)[\s.。!！]*$/i

export function complete(text: string): boolean {
  return COMPLETE.test(text)
}

const GREETING = /^(?:您?好|你好|在吗|在么|在不在|请问|hi|hello|嗨|哈喽|早上好|上午好|下午好|晚上好)[呀啊吗么，,。.!！?？~～\s]*$/i

const ASKS = /(?:吗|呢|么)$|^(?!没|不).*(?:几天|几个工作日|多久|多少|谁|哪里|哪儿|哪个|怎么|怎样|如何|是否|能不能|可不可以|什么时候)/
/** People end a message where they would have put a question mark. */
const asked = (text: string): string => (text.length <= 40 && ASKS.test(text) ? `${text}？` : text)

/** Several messages of one thought as one text; a greeting before it is only a greeting. */
export function together(texts: readonly string[]): string {
  const said = texts.map((t) => t.trim()).filter((t) => t !== '')
  const meant = said.filter((t) => !GREETING.test(t))
  if (meant.length <= 1) return meant[0] ?? said[0] ?? ''
  return meant.map(asked).join('\n')
}

/** What is said of a message that cannot be read, by its kind. */
export const UNREAD = {
  voice: '语音我听不了，请打字，或者长按语音选“转文字”再发给我。',
  sticker: '表情收到了，不过我看不懂它的意思，有事请直接打字。',
  video: '视频我收不了，请截几张能看清的图片发来。',
  card: '名片我打不开，要说的人或单位请直接打字。',
  history: '转发的聊天记录我打不开，请把要紧的几句复制过来，或截图发来。',
  location: '位置我打不开，请直接打出城市或区县，例如“鞍山铁东区”。',
  mini: '小程序我打不开，请打字说，或截图发来。',
  money: '在这里办事不收钱，请不要发红包或转账。',
  link: '链接卡片我打不开，请把网址复制成文字，或截图发来。',
  post: '朋友圈和视频号的内容我打不开，请截图发来。',
  note: '群公告我打不开，请直接打字。',
  unknown: '这种消息我打不开，请打字，或发照片、PDF、Word、Excel。',
} as const

/** The first words to somebody who has just come in. */
export const WELCOME = '您好，我是知问，解答知识产权政策，也帮企业登记维权援助、质押融资等事项。直接打字就行，例如“质押登记几天能办好”。要找人说“人工”。'
