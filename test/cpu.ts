/** How much of the processor a piece of work takes, whatever else the machine does meanwhile. */

/** @returns milliseconds of this process's own time. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return since(before)
}

/** The same for work that waits. */
export async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return since(before)
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
