/** Reads `prompts/`: every prompt the desk knows, from its own file, checked before anything is sent anywhere. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROMPTS, type Prompts, readPrompt } from '../../src/prompts.ts'

/** @throws DeskError naming the file and what is wrong with it. */
export function readPromptFolder(folder: string): Prompts {
  return Object.fromEntries(PROMPTS.map((name) => [name, readPrompt(name, readFileSync(join(folder, `${name}.md`), 'utf8'))])) as Prompts
}
