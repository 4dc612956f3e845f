/** `npm test`: types, lint and every vitest file; ends with one plain line of counts. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Counts = { passed: number; failed: number; skipped: number }

function step(name: string, command: string, args: readonly string[]): Counts {
  console.log(`— ${name}`)
  const ok = spawnSync(command, args, { stdio: 'inherit' }).status === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

function vitest(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'zhiwen-test-'))
  const report = join(folder, 'report.json')
  console.log('— tests')
  const { status } = spawnSync('vitest', ['run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    stdio: 'inherit',
  })
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that does not load has no tests, and an error outside a test fails the run: neither may pass unseen.
    const unseen = numFailedTests === 0 && (numFailedTestSuites > 0 || status !== 0) ? 1 : 0
    return { passed: numPassedTests, failed: numFailedTests + unseen, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const all = [step('types', 'tsc', ['--noEmit']), step('lint', 'biome', ['check', '--max-diagnostics=50']), vitest()]
const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0)
const skipped = sum('skipped')
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(sum('failed') ? 1 : 0)
