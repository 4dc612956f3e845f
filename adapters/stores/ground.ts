/** What the two databases do differently, and the only thing the queries above them know of either. */
import type { Trace } from '../../src/store.ts'
import type { Db } from './tables.ts'

export type Ground = {
  readonly flavour: 'sqlite' | 'postgres'
  /** Runs queries that change nothing, outside every transaction under way. */
  read<T>(job: (db: Db) => Promise<T>): Promise<T>
  /**
   * Runs `job` in a transaction; resolves after the commit is on disk. A job that throws undoes itself and no other.
   * @param how `at-once`: somebody waits for this very commit, and it waits for no others to share it.
   */
  write<T>(job: (db: Db) => Promise<T>, how?: 'at-once'): Promise<T>
  /** Keeps other processes from deciding on this conversation at the same time; correctness never rests on it alone. */
  hold(conversation: string): Promise<() => Promise<void>>
  /** After an erasure: leaves no older copy of the rows in the database's own files, as far as the database can. */
  scrub(): Promise<void>
  /** True for an error that means: somebody else was faster, decide again. */
  isContention(error: unknown): boolean
  readonly trace: Trace
  close(): Promise<void>
}

/** Thrown inside a write when a row moved on since it was read. */
export class Contention extends Error {}
