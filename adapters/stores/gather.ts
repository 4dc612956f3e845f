/** Gathers what comes in one tick, and while the last gathering is still being worked on, into one piece of work. */

/** No statement takes more parameters than this many rows need. */
const MOST = 1_000

/**
 * @param together answers all of them in their order, or throws and has done nothing.
 * @param apart whether, after this error of a gathering, each is tried by itself: so that one which cannot be done keeps no other from being done.
 */
export function gather<In, Out>(together: (all: readonly In[]) => Promise<readonly Out[]>, apart: (error: unknown) => boolean): (one: In) => Promise<Out> {
  type Waiting = { readonly one: In; readonly done: (out: Out) => void; readonly failed: (error: unknown) => void }
  let waiting: Waiting[] = []
  let working = false

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      await settle(group)
    }
    working = false
  }

  async function settle(group: readonly Waiting[]): Promise<void> {
    try {
      const outs = await together(group.map(({ one }) => one))
      group.forEach(({ done }, i) => {
        done(outs[i] as Out)
      })
    } catch (error) {
      if (group.length > 1 && apart(error)) for (const each of group) await settle([each])
      else for (const { failed } of group) failed(error)
    }
  }

  return (one) =>
    new Promise((done, failed) => {
      waiting.push({ one, done, failed })
      if (working) return
      working = true
      setImmediate(work)
    })
}
