// Search as one types: the same page is asked for and its results are shown; without this the form does it.
const input = document.querySelector('#q')
const results = document.querySelector('#results')
let timer = 0
let running = null

async function search() {
  running?.abort()
  running = new AbortController()
  const address = `/search?${new URLSearchParams({ q: input.value })}`
  try {
    const answer = await fetch(address, { signal: running.signal })
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    results.replaceChildren(...page.querySelector('#results').childNodes)
    document.title = page.title
    history.replaceState(null, '', address)
  } catch (error) {
    if (error.name !== 'AbortError') throw error
  }
}

input?.addEventListener('input', (event) => {
  if (event.isComposing) return
  clearTimeout(timer)
  timer = setTimeout(search, 180)
})
input?.addEventListener('compositionend', () => {
  clearTimeout(timer)
  timer = setTimeout(search, 60)
})
