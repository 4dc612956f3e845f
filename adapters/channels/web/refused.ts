/** The pages that say why something was not done, and what to do instead. */
import { html } from 'hono/html'
import type { Html } from './typeset.ts'
import { draw, type View } from './view.ts'

export type Refusal = 'elsewhere' | 'often' | 'large' | 'empty' | 'long' | 'files' | 'unready' | 'broken' | 'unsaved'

/** In one sentence, for the page and for the script. @param n seconds to wait, where there is waiting. */
export function refusalWords({ say }: View, why: Refusal, n = 0): string {
  switch (why) {
    case 'elsewhere':
      return say('这个请求不是从本站的页面发出的，没有办理。', 'This request did not come from a page of this desk and was not carried out.')
    case 'often':
      return say(`发得太快了，请过 ${n} 秒再试。`, `Too many at once; please try again in ${n} ${n === 1 ? 'second' : 'seconds'}.`)
    case 'large':
      return say('文件太大：每个不超过 20 MB，一次合计不超过 40 MB。', 'Too large: 20 MB a file, 40 MB at a time.')
    case 'empty':
      return say('还没有写字，也没有选文件。', 'There is neither text nor a file.')
    case 'long':
      return say('文字太长：一次不超过 5000 字，可以分几次发，或作为文件发来。', 'Too long: up to 5,000 characters at a time; send it in parts or as a file.')
    case 'files':
      return say('文件太多：一次最多 9 个。', 'Too many files: up to 9 at a time.')
    case 'unready':
      return say('还在准备，请过一会儿再试；通知现在就可以看。', 'Still getting ready; please try again in a moment. The notices can be read now.')
    case 'broken':
      return say('没有收全，请再发一次。', 'It did not arrive whole; please send it again.')
    case 'unsaved':
      return say('没能存下来，所以没有收下。请过一会儿再发一次。', 'It could not be stored and was not taken. Please send it again in a moment.')
  }
}

export function refusedPage(view: View, why: Refusal, n = 0): Html {
  const { say } = view
  return draw(view, {
    title: say('没有办成', 'Not done'),
    here: null,
    kind: 'missing',
    body: html`<h1>${say('没有办成', 'Not done')}</h1>
<p>${refusalWords(view, why, n)}</p>
<p><a href="/ask">${say('回到提问', 'Back to asking')}</a></p>
<p><a href="/">${say('回到首页', 'Back to the first page')}</a></p>`,
  })
}
