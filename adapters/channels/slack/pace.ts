/** How many answers are thought about at once: few, and only one while somebody waits at the door, since Slack takes a late acknowledgement for none. */

const SIDE_BY_SIDE = 8
/** Work that takes longer waits for something else than this machine, and gives its place to the next. */
const PLACE_MS = 1_000

/** @param pressed whether somebody waits to be acknowledged right now. */
export function paced(pressed: () => boolean): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = []
  let underway = 0
  let called = false

  /** In a round of the event loop of its own: whoever has knocked is heard before the next work begins. */
  function call(): void {
    if (called || waiting.length === 0) return
    called = true
    setImmediate(() => {
      called = false
      if (underway < (pressed() ? 1 : SIDE_BY_SIDE)) {
        underway += 1
        waiting.shift()?.()
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
