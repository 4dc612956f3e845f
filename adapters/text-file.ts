/** Reads a text file as people save it here: UTF-8, or what Chinese Windows writes. */
import { readFileSync } from 'node:fs'
import { DeskError } from '../src/errors.ts'

/** @throws DeskError when it cannot be read. */
export function readText(path: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new DeskError('file-unreadable', `读不到 ${path}`, '请核对文件名和权限', { cause })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
