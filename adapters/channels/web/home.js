// The first page: Enter sends the question, Shift+Enter begins a new line.
const text = document.querySelector('textarea[data-enter]')
text?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  if (text.value.trim()) text.form.requestSubmit()
})
