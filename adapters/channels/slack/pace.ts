/** How many answers are thought about at once: some, and fewer while somebody waits at the door, since Slack takes a late acknowledgement for none. */

/** Those under way share their commits. */
const SIDE_BY_SIDE = 32
const WHILE_PRESSED = 16
/** Work that takes longer waits for something else than this machine, and gives its place to the next. */
const PLACE_MS = 1_000

/** @param pressed whether somebody waits to be acknowledged right now. */
export function paced(pressed: () => boolean): (work: () => Promise<void>) => Promise<void> {
  let waiting: (() => void)[] = []
  /** Of the waiting, so many have begun already: a long line is not moved up for each. */
  let begun = 0
  let underway = 0
  let called = false

  /** In a round of the event loop of its own: whoever has knocked is heard before the next work begins. */
  function call(): void {
    if (called || begun === waiting.length) return
    called = true
    setImmediate(() => {
      called = false
      if (underway < (pressed() ? WHILE_PRESSED : SIDE_BY_SIDE)) {
        underway += 1
        waiting[begun++]?.()
        if (begun > 1_000 && 2 * begun > waiting.length) {
          waiting = waiting.slice(begun)
          begun = 0
        }
        call()
      }
    })
  }

  return async (work) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      call()
    })
    let left = false
    const leave = () => {
      if (left) return
      left = true
      clearTimeout(timer)
      underway -= 1
      call()
    }
    const timer = setTimeout(leave, PLACE_MS)
    await work().finally(leave)
  }
}
