/** `npm run bench -- <name> [--full]`: runs one bench by its name; without a name it lists them. */
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const names = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'bench' && !name.includes('-'))
  .sort()
const [name, ...options] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  process.stderr.write(`用法：npm run bench -- <${names.join('|')}> [--full]\n`)
  process.exit(1)
}
const { bench } = (await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href)) as { bench: (options: readonly string[]) => Promise<boolean> }
process.exit((await bench(options)) ? 0 : 1)
