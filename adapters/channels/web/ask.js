// The conversation's page while it is open: sends without a reload, shows replies as they come, takes files by choice, drag, paste and camera.
// Without it the same form posts and the page is drawn anew.
document.documentElement.classList.add('js')

const log = document.querySelector('#log')
const print = document.querySelector('#print')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}
if (log) converse()

function converse() {
  const LARGEST = 20 * 1024 * 1024
  const LARGEST_ALL = 40 * 1024 * 1024
  const MOST = 9
  const DRAFT = 'zhiwen-draft'
  const words = log.dataset
  const list = log.querySelector('ol')
  const form = document.querySelector('#compose')
  const text = form.elements.text
  const busy = document.querySelector('#busy')
  const problem = document.querySelector('#problem')
  const pending = document.querySelector('#pending')
  const files = []
  let stream = null
  let waiting = false
  let away = 0
  let resting = 0

  // Lines

  const lastKey = () => [...list.querySelectorAll('li.line[data-key]')].at(-1)?.dataset.key ?? ''
  const nodesOf = (html) => {
    const holder = document.createElement('template')
    holder.innerHTML = html
    return [...holder.content.querySelectorAll('li.line')]
  }
  const find = (key) => list.querySelector(`li.line[data-key="${CSS.escape(key)}"]`)
  const atEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 160
  const toEnd = () => window.scrollTo(0, document.documentElement.scrollHeight)

  /** A reply longer than the window is read from its beginning. */
  function show(line) {
    if (line && line.offsetHeight > window.innerHeight - form.offsetHeight - 40) line.scrollIntoView({ block: 'start' })
    else toEnd()
  }

  /** Choices of an earlier question can be read, and no more be tapped. */
  function settleChoices() {
    for (const line of [...list.querySelectorAll('li.line')].slice(0, -1)) {
      for (const button of line.querySelectorAll('.choices button')) button.replaceWith(button.textContent)
      line.querySelector('.taps')?.remove()
    }
  }

  function begun() {
    document.querySelector('#welcome')?.remove()
    document.querySelector('#others').hidden = false
  }

  function add(html) {
    const follow = atEnd()
    const lines = nodesOf(html).map(put)
    if (lines.some((line) => line.classList.contains('desk'))) wait(false)
    begun()
    settleChoices()
    if (follow) show(lines.find((line) => line.classList.contains('desk')))
  }

  /** Puts a line where it belongs, and gives back the one that stands there now. */
  function put(node) {
    const before = find(node.dataset.key)
    if (before) before.replaceWith(node)
    else {
      const written = earlyOf(node)
      if (written) return grow(written, node)
      const next = list.querySelector('li.line.early, li.line.sending:not([data-key])')
      next ? next.before(node) : list.append(node)
    }
    return node
  }

  function wait(on, word = words.looking) {
    const follow = on && atEnd()
    waiting = on
    busy.hidden = !on
    if (on && busy.textContent !== word) busy.textContent = word
    if (follow) toEnd()
  }

  // An answer that is still being written

  const early = () => [...list.querySelectorAll('li.line.early')]
  const textOf = (line) => [...line.querySelectorAll('.said > p:not([class])')].map((p) => p.textContent).join('\n')
  /** The line that this one is the rest of. */
  const earlyOf = (node) => early().find((line) => node.dataset.key?.startsWith(`web:${line.dataset.early}:`) && textOf(node).startsWith(textOf(line)))

  function write(html) {
    const follow = atEnd()
    for (const node of nodesOf(html)) {
      const line = early().find((l) => l.dataset.early === node.dataset.early)
      if (line) grow(line, node)
      else {
        const sending = list.querySelector('li.line.sending:not([data-key])')
        sending ? sending.before(node) : list.append(node)
      }
      if (follow) show(line ?? node)
    }
    wait(true, words.writing)
  }

  /** Makes a line what it has become. What stands there is not touched: whoever listens hears the new words alone. */
  function grow(line, next) {
    const said = line.querySelector('.said')
    const now = [...next.querySelector('.said').children]
    const old = [...said.children]
    for (const [n, node] of now.entries()) {
      const here = old[n]
      if (!here) said.append(node)
      else if (here.tagName !== node.tagName || !node.textContent.startsWith(here.textContent)) here.replaceWith(node)
      else if (node.textContent !== here.textContent) {
        const more = document.createElement('span')
        more.className = 'more'
        more.textContent = node.textContent.slice(here.textContent.length)
        here.append(more)
      }
    }
    for (const gone of old.slice(now.length)) gone.remove()
    const sources = next.querySelector('.sources')
    if (sources && !line.querySelector('.sources')) line.append(sources)
    line.className = next.className
    delete line.dataset.early
    Object.assign(line.dataset, next.dataset)
    return line
  }

  /** Nobody writes any more. */
  function rest() {
    wait(false)
    for (const line of early()) line.remove()
  }

  // The stream

  function connect() {
    stream?.close()
    stream = new EventSource(`/ask/events?${new URLSearchParams({ after: lastKey() })}`)
    stream.addEventListener('lines', (event) => add(JSON.parse(event.data)))
    stream.addEventListener('early', (event) => write(JSON.parse(event.data)))
    stream.addEventListener('reset', (event) => {
      for (const line of list.querySelectorAll('li.line[data-key], li.line.early')) line.remove()
      add(JSON.parse(event.data))
    })
    stream.addEventListener('state', (event) => {
      clearTimeout(resting)
      if (event.data === 'busy') wait(true, early().length > 0 ? words.writing : words.looking)
      // The words come by themselves; where there are none (an officer answers here), nobody waits for them.
      else if (waiting) resting = setTimeout(rest, 400)
    })
    stream.addEventListener('open', () => {
      clearTimeout(away)
      if (problem.textContent === words.away) say('')
    })
    stream.addEventListener('error', () => {
      clearTimeout(away)
      away = setTimeout(() => say(words.away), 4000)
      // A closed stream is not opened again by the browser.
      if (stream.readyState === EventSource.CLOSED && !document.hidden) setTimeout(connect, 5000)
    })
  }

  function say(message) {
    problem.textContent = message
    problem.hidden = message === ''
  }

  // Files

  const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

  function take(given) {
    say('')
    for (const file of given) {
      if (files.length >= MOST) return say(words.many)
      if (file.size > LARGEST || files.reduce((sum, f) => sum + f.size, file.size) > LARGEST_ALL) {
        say(`${file.name} ${words.large}`)
        continue
      }
      files.push(file)
    }
    drawPending()
  }

  function drawPending() {
    const follow = atEnd()
    pending.replaceChildren(
      ...files.map((file) => {
        const item = document.createElement('li')
        const picture = thumbnail(file)
        const name = document.createElement('span')
        name.textContent = file.name
        const weight = document.createElement('small')
        weight.textContent = size(file.size)
        const remove = document.createElement('button')
        remove.type = 'button'
        remove.textContent = '×'
        remove.setAttribute('aria-label', `${words.remove} ${file.name}`)
        remove.addEventListener('click', () => {
          files.splice(files.indexOf(file), 1)
          drawPending()
          text.focus()
        })
        item.append(...(picture ? [picture] : []), name, weight, remove)
        return item
      }),
    )
    pending.hidden = files.length === 0
    if (follow) toEnd()
  }

  function thumbnail(file) {
    if (!/^image\/(?:png|jpeg|webp|gif)$/.test(file.type)) return null
    const picture = document.createElement('img')
    picture.alt = ''
    picture.src = URL.createObjectURL(file)
    picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true })
    return picture
  }

  for (const input of form.querySelectorAll('input[type=file]'))
    input.addEventListener('change', () => {
      take(input.files)
      input.value = ''
    })
  text.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])]
    if (pasted.length === 0) return
    event.preventDefault()
    take(pasted)
  })
  let dragging = 0
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files')
  addEventListener('dragenter', (event) => carries(event) && (dragging++, document.body.classList.add('dropping')))
  addEventListener('dragleave', (event) => carries(event) && --dragging <= 0 && document.body.classList.remove('dropping'))
  addEventListener('dragover', (event) => carries(event) && event.preventDefault())
  addEventListener('drop', (event) => {
    if (!carries(event)) return
    event.preventDefault()
    dragging = 0
    document.body.classList.remove('dropping')
    take(event.dataTransfer.files)
  })

  // Sending

  const newTurn = () => [...crypto.getRandomValues(new Uint8Array(9))].map((b) => b.toString(16).padStart(2, '0')).join('')

  function optimistic(message) {
    const item = document.createElement('li')
    item.className = 'line person sending'
    const said = document.createElement('div')
    said.className = 'said'
    const who = document.createElement('span')
    who.className = 'unseen'
    who.textContent = words.you
    said.append(who)
    if (message.text) {
      const p = document.createElement('p')
      p.textContent = message.text
      said.append(p)
    }
    if (message.files.length) {
      const names = document.createElement('ul')
      names.className = 'files'
      for (const file of message.files) {
        const name = document.createElement('li')
        const picture = thumbnail(file)
        name.append(...(picture ? [picture] : []), file.name)
        names.append(name)
      }
      said.append(names)
    }
    const state = document.createElement('p')
    state.className = 'state'
    said.append(state)
    item.append(said)
    list.append(item)
    begun()
    settleChoices()
    toEnd()
    return { item, state }
  }

  function send(message) {
    const { item, state } = optimistic(message)
    const body = new FormData()
    body.set('turn', message.turn)
    body.set('text', message.text)
    for (const file of message.files) body.append('files', file, file.name)
    const request = new XMLHttpRequest()
    request.open('POST', '/ask')
    request.setRequestHeader('Accept', 'application/json')
    state.textContent = words.sending
    if (message.files.length) {
      const bar = document.createElement('progress')
      bar.max = 1
      bar.value = 0
      bar.setAttribute('aria-label', words.sending)
      state.append(' ', bar)
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total
      })
    }
    const failed = (why) => {
      item.classList.add('failed')
      state.textContent = `${words.failed}${why ? `${words.colon}${why}` : ''} `
      const again = document.createElement('button')
      again.type = 'button'
      again.textContent = words.again
      again.addEventListener('click', () => {
        item.remove()
        send(message)
      })
      state.append(again)
      wait(false)
    }
    request.addEventListener('error', () => failed(words.offline))
    request.addEventListener('load', () => {
      let answer = {}
      try {
        answer = JSON.parse(request.responseText)
      } catch {}
      if (request.status !== 202) return failed(answer.problem ?? '')
      if (find(answer.key)) item.remove()
      else {
        item.dataset.key = answer.key
        item.classList.remove('sending')
        state.remove()
      }
      // The line shows what was sent before the stream tells of it again.
      if (!stream) {
        delete item.dataset.key
        connect()
        item.dataset.key = answer.key
      }
    })
    wait(true)
    request.send(body)
  }

  function submit(said) {
    const message = { turn: newTurn(), text: said.trim(), files: files.splice(0) }
    drawPending()
    if (!message.text && message.files.length === 0) return
    say('')
    send(message)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const choice = event.submitter?.name === 'choice' ? event.submitter.value : null
    if (choice !== null) return submit(choice)
    if (text.value.length > 5000) return say(words.long)
    submit(text.value)
    text.value = ''
    keepDraft()
    text.focus()
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('.send'))
  })

  // A draft outlives a look at a source.

  function keepDraft() {
    try {
      text.value ? sessionStorage.setItem(DRAFT, text.value) : sessionStorage.removeItem(DRAFT)
    } catch {}
  }
  text.addEventListener('input', keepDraft)
  try {
    if (!text.value) text.value = sessionStorage.getItem(DRAFT) ?? ''
  } catch {}

  // What was thought of an answer

  list.addEventListener('submit', async (event) => {
    if (!event.target.matches('form.rate')) return
    event.preventDefault()
    const body = new FormData(event.target, event.submitter)
    const answer = await fetch('/ask/rate', { method: 'POST', body, headers: { Accept: 'application/json' } }).catch(() => null)
    if (!answer?.ok) return
    const thanks = document.createElement('p')
    thanks.className = 'rate'
    thanks.setAttribute('role', 'status')
    thanks.textContent = words.thanks
    event.target.replaceWith(thanks)
  })

  // Browsers keep few connections to one place: a window nobody looks at gives its own back after a while.
  let hiding = 0
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(() => stream?.close(), 60_000)
    else if (stream?.readyState === EventSource.CLOSED) connect()
  })
  addEventListener('pagehide', () => stream?.close())
  addEventListener('pageshow', (event) => event.persisted && words.live === 'yes' && connect())
  if (words.live === 'yes') connect()
  // The place to write is found here without the address saying so, which would take the focus away again.
  if (location.hash === '#compose') history.replaceState(null, '', location.pathname)
  if (list.children.length) window.scrollTo(0, document.documentElement.scrollHeight)
  if (!matchMedia('(pointer: coarse)').matches) text.focus({ preventScroll: true })
}
