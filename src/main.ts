/** The entrance: one command, its configuration, its exit status. What is wired to what stands in `wiring.ts`, the flow in `desk.ts`. */
import { ask } from './commands/ask.ts'
import { printCorpus } from './commands/corpus.ts'
import { readConfig } from './config.ts'
import { DeskError } from './errors.ts'

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      return (await import('./commands/start.ts')).start(readConfig(process.env), args)
    case 'officers':
      return (await import('./commands/officers.ts')).keepRoll(readConfig(process.env), args)
    case 'ask':
      return ask(readConfig(process.env), args)
    case 'route':
      return (await import('./commands/route.ts')).route(readConfig(process.env))
    case 'converse':
      return (await import('./commands/converse.ts')).converse(readConfig(process.env))
    case 'corpus':
      return printCorpus(args)
    default:
      throw new DeskError('command', `没有 ${command ?? '（空）'} 这个命令`, '可用：start、ask、route、converse、corpus、officers，见 README')
  }
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof DeskError ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  },
)
