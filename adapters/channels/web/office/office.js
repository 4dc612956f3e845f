/* The officers' pages with a keyboard and without waiting; every page is whole without this. */
const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]')
const dialog = document.getElementById('keys')
const switched = document.getElementById('keys-on')
const KEPT = 'zhiwen-keys'
let keysOn = true
try {
  keysOn = localStorage.getItem(KEPT) !== 'off'
} catch {}
if (switched) {
  switched.checked = keysOn
  switched.addEventListener('change', () => {
    keysOn = switched.checked
    try {
      localStorage.setItem(KEPT, keysOn ? 'on' : 'off')
    } catch {}
  })
}
for (const button of document.querySelectorAll('[data-help]')) {
  button.hidden = false
  button.addEventListener('click', () => dialog?.showModal())
}
document.addEventListener('change', (event) => {
  if (event.target.matches?.('[data-submit]')) event.target.form?.requestSubmit()
})

const links = () => [...document.querySelectorAll('.cards .open')]
function step(by) {
  const all = links()
  if (all.length === 0) return
  const at = all.indexOf(document.activeElement)
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))
  all[to].focus()
  all[to].scrollIntoView({ block: 'nearest' })
}
const press = (selector) => {
  const found = document.querySelector(selector)
  found?.click()
  return found !== null
}
function openAct(key) {
  const direct = document.querySelector(`button[data-key="${key}"]`)
  if (direct) {
    direct.focus()
    direct.scrollIntoView({ block: 'center' })
    return true
  }
  const place = key === 'r' ? document.getElementById('act-reply') : document.querySelector(`details[data-key="${key}"]`)
  if (!place) return false
  if ('open' in place) place.open = true
  place.scrollIntoView({ block: 'center' })
  place.querySelector('textarea, select, input:not([type=hidden])')?.focus()
  return true
}
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => press('.pages [rel=next]'),
  p: () => press('.pages [rel=prev]'),
  u: () => press('[data-back]'),
  '/': () => document.getElementById('find')?.focus(),
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (event.key === 'Escape' && typing(event.target)) return event.target.blur()
  if (typing(event.target) || dialog?.open) return
  if (event.key === '?') return dialog?.showModal()
  if (!keysOn) return
  if (KEYS[event.key]) {
    event.preventDefault()
    KEYS[event.key]()
  } else if (/^[1-5]$/.test(event.key)) press(`.tabs [data-key="${event.key}"]`)
  else if (/^[abrstcem]$/.test(event.key) && openAct(event.key)) event.preventDefault()
})
/* Ctrl+Enter sends what is being written. */
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) event.target.form?.requestSubmit()
})

const begun = new WeakMap()
for (const field of document.querySelectorAll('.act-form textarea, .act-form select, .act-form input:not([type=hidden])')) begun.set(field, field.type === 'radio' ? field.checked : field.value)
const dirty = () =>
  [...document.querySelectorAll('.act-form textarea, .act-form select, .act-form input:not([type=hidden])')].some((f) => begun.has(f) && begun.get(f) !== (f.type === 'radio' ? f.checked : f.value))

/* What stands here may have been answered to a form: the page to read again says so itself. */
async function refresh(live) {
  const answer = await fetch(live.dataset.page ?? location.href, { headers: { Accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = document.getElementById('live')
  const next = fresh.getElementById('live')
  if (!now || !next) return
  const moved = now.dataset.moved !== next.dataset.moved
  const writing = dirty()
  let changed = false
  for (const part of document.querySelectorAll('[data-fragment]')) {
    // What is being written stays; sending it says what has changed meanwhile.
    if (part.id === 'acts' && (writing || part.contains(document.activeElement))) continue
    const other = fresh.getElementById(part.id)
    if (!other || bare(part) === bare(other)) continue
    const focus = part.contains(document.activeElement) ? document.activeElement.closest('[id]')?.id : null
    const opened = [...part.querySelectorAll('details[open]')].map((d) => d.id || d.querySelector('summary')?.textContent)
    part.replaceWith(other)
    for (const d of other.querySelectorAll('details')) if (opened.includes(d.id || d.querySelector('summary')?.textContent)) d.open = true
    if (focus) (document.getElementById(focus)?.querySelector('a') ?? document.getElementById(focus))?.focus()
    changed = true
  }
  const state = document.querySelector('.case-head .state')
  const status = fresh.querySelector('.case-head .state')
  if (state && status) state.replaceWith(status)
  if (moved && !writing) for (const seen of document.querySelectorAll('.answering [name=seen]')) seen.value = next.dataset.moved
  if (changed) live.textContent = moved && writing ? live.dataset.changed : live.dataset.fresh
}
/* Hidden fields differ at each reading. */
const bare = (part) => part.innerHTML.replace(/ (?:value|open)="[^"]*"/g, '')

const live = document.querySelector('[data-live]')
if (live && 'EventSource' in window && !document.querySelector('.problem, .preview')) {
  const source = new EventSource(live.dataset.live)
  let waiting = null
  source.addEventListener('change', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void refresh(live).catch(() => {}), 150)
  })
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) live.textContent = live.dataset.stopped
  })
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
