/** Runs the commands as other programs call them: child processes with nothing of ours in their environment but what is given. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export type Done = { readonly out: string; readonly err: string; readonly status: number | null }

/** Runs `npm run -s …`. @param data its DATA_DIR. */
export function run(args: readonly string[], data: string, { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {}): Promise<Done> {
  return new Promise((resolve) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ZHIWEN_') && !name.startsWith('VITEST')))
    const child = spawn('npm', ['run', '-s', ...args], { cwd: ROOT, env: { ...inherited, NODE_ENV: '', ZHIWEN_DATA_DIR: data, ...env } })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (status) => resolve({ out, err, status }))
  })
}
