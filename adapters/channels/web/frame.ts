/** The frame of every page: head, header with the way around and the language switch, footer; styles and scripts are files of ours alone. */
import { html } from 'hono/html'
import type { Language } from '../../../src/message.ts'
import { sayIn } from './language.ts'
import type { Html } from './typeset.ts'

export const NAME = '知问'

/** The entry of the navigation that a page belongs to. */
export type Place = 'home' | 'ask' | 'notices' | 'departments' | 'search' | 'office'

export type Frame = {
  readonly title: string
  readonly language: Language
  readonly body: Html
  /** `office`: there is a desk for officers, linked to at the foot. `under`: a second row below the header (the officers' own navigation). */
  readonly nav: { readonly here: Place | null; readonly office?: boolean; readonly under?: Html }
  /** The class of `<body>`: how wide and how set. `office` is wide and set in sans. */
  readonly kind: string
  readonly canonical?: string
  /** Beside /style.css, addresses on this desk. */
  readonly styles?: readonly string[]
  /** Modules, addresses on this desk; a page must be of use without them. */
  readonly scripts?: readonly string[]
}

export function frame({ title, language, body, nav, kind, canonical, styles = [], scripts = [] }: Frame): Html {
  const say = sayIn(language)
  const link = (place: Place, href: string, name: string) => html`<li><a href="${href}"${nav.here === place ? html` aria-current="page"` : ''}>${name}</a></li>`
  const other = language === 'zh' ? { code: 'en', lang: 'en', name: 'English' } : { code: 'zh', lang: 'zh-CN', name: '中文' }
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title === NAME ? NAME : `${title} · ${NAME}`}</title>
${canonical ? html`<link rel="canonical" href="${canonical}">` : ''}
${['/style.css', ...styles].map((href) => html`<link rel="stylesheet" href="${href}">`)}
${scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body class="${kind}">
<a class="skip" href="#main">${say('跳到正文', 'Skip to content')}</a>
<header class="site">
<a class="brand" href="/" rel="home"${nav.here === 'home' ? html` aria-current="page"` : ''}><span lang="zh-CN">${NAME}</span>${language === 'en' ? html` <small>Zhiwen</small>` : ''}</a>
<nav aria-label="${say('主导航', 'Main')}"><ul>${link('ask', '/ask', say('提问', 'Ask'))}${link('notices', '/notices', say('通知', 'Notices'))}${link('departments', '/departments', say('责任部门', 'Departments'))}${link('search', '/search', say('搜索', 'Search'))}${nav.here === 'office' ? link('office', '/office', say('经办台', 'Officers')) : ''}</ul></nav>
<form class="language" method="post" action="/language"><button name="language" value="${other.code}" lang="${other.lang}">${other.name}</button></form>
</header>
${nav.under ?? ''}
<main id="main" tabindex="-1">
${body}
</main>
<footer class="site"><p>${say('条文按收到的文件复原，以发文机关公布的文本为准。', 'The texts are restored from the files received; the text published by the issuing body prevails.')}</p>${nav.office ? html`<p><a href="/office">${say('经办人员登录', 'For officers')}</a></p>` : ''}</footer>
</body>
</html>
`
}
