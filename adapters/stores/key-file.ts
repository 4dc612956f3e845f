/** The master key: ZHIWEN_KEY, or a file beside the data that is made once and readable by its owner alone. */
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DeskError } from '../../src/errors.ts'
import { newKey, printKey, readKey } from '../../src/sealing.ts'

export type MasterKey = {
  readonly key: Uint8Array
  /** A key that a rotation had begun to put in place when the process died. */
  readonly next: Uint8Array | null
  /** Puts a key beside the one in force, on disk before it returns. */
  propose(key: Uint8Array): void
  /** Puts the proposed key in place. */
  adopt(): void
  /** Drops a proposed key that was never taken. */
  drop(): void
}

/** @param given ZHIWEN_KEY, when it is set. @param mayMake false when the store was sealed before: a new key would open nothing. */
export function masterKey(folder: string | null, given: string | undefined, mayMake: boolean): MasterKey {
  if (given !== undefined) return fixed(readKey(given, 'ZHIWEN_KEY'))
  if (folder === null) return fixed(newKey())
  const path = join(folder, 'key')
  const beside = join(folder, 'key.next')
  if (!existsSync(path)) {
    if (!mayMake) throw new DeskError('key-missing', `数据已经封存，但 ${path} 不在`, '请从备份放回密钥文件，或设置 ZHIWEN_KEY；没有它，已封存的内容打不开')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    make(path, newKey())
  }
  return {
    key: read(path),
    next: existsSync(beside) ? read(beside) : null,
    propose(key) {
      rmSync(beside, { force: true })
      make(beside, key)
    },
    adopt() {
      renameSync(beside, path)
      syncFolder(folder)
    },
    drop: () => rmSync(beside, { force: true }),
  }
}

function fixed(key: Uint8Array): MasterKey {
  return { key, next: null, propose() {}, adopt() {}, drop() {} }
}

function read(path: string): Uint8Array {
  if ((statSync(path).mode & 0o077) !== 0) throw new DeskError('key-exposed', `${path} 别人也能读`, `请执行 chmod 600 ${path}；若可能已经泄露，请轮换密钥`)
  return readKey(readFileSync(path, 'utf8'), path)
}

/** Written whole under another name first; when two processes start at once, the first one's key stays. */
function make(path: string, key: Uint8Array): void {
  const draft = `${path}.${process.pid}`
  rmSync(draft, { force: true })
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${printKey(key)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  rmSync(draft)
  syncFolder(join(path, '..'))
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
