/** Vectors of an OpenAI-compatible embedder: in batches, each kept on disk as soon as it is there, so that nothing is asked for twice. */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Embeddings } from '@langchain/core/embeddings'
import { OpenAIEmbeddings } from '@langchain/openai'
import { ConsecutiveBreaker, ConstantBackoff, circuitBreaker, handleAll, type IPolicy, retry } from 'cockatiel'
import { DeskError } from '../../../src/errors.ts'
import type { Service } from './address.ts'
import { clientOf, Fault, faultOf } from './line.ts'

export type EmbeddingLimits = {
  /** Texts of one request, and how long it may take. */
  readonly batch: number
  readonly batchMs: number
  /** A request for a batch is made so often before the work stops. */
  readonly attempts: number
  readonly pauseMs: number
  /** A question waits so long for its vector; after some failures in a row none is asked for during the rest. */
  readonly questionMs: number
  readonly failures: number
  readonly restMs: number
}
export const EMBEDDING_LIMITS: EmbeddingLimits = { batch: 32, batchMs: 60_000, attempts: 3, pauseMs: 2_000, questionMs: 1_500, failures: 3, restMs: 30_000 }

const ANSWER_BYTES = 32 * 1024 * 1024

/** LangChain's embeddings with a memory. Only the index's own texts are kept; a question never touches the disk. */
export class KeptEmbeddings extends Embeddings {
  /** Names the embedder in the stamp of an index. */
  readonly name: string
  private readonly inner: { readonly batch: OpenAIEmbeddings; readonly question: OpenAIEmbeddings }
  private readonly limits: EmbeddingLimits
  private readonly folder: string
  private readonly path: string
  private readonly rested: IPolicy
  private size: number | null = null

  /** @param folder where vectors are kept. @throws DeskError for an address that may not be asked. */
  constructor(service: Service, folder: string, limits: EmbeddingLimits = EMBEDDING_LIMITS) {
    super({ maxRetries: 0 })
    const { configuration } = clientOf(service, ANSWER_BYTES)
    const all = { configuration, apiKey: service.key ?? 'none', model: service.model, batchSize: limits.batch, encodingFormat: 'float' as const, maxRetries: 0 }
    this.inner = { batch: new OpenAIEmbeddings({ ...all, timeout: limits.batchMs }), question: new OpenAIEmbeddings({ ...all, timeout: limits.questionMs }) }
    this.name = service.model
    this.limits = limits
    this.folder = folder
    this.path = join(folder, `embeddings-${digest(service.model).slice(0, 16)}.jsonl`)
    this.rested = circuitBreaker(handleAll, { halfOpenAfter: limits.restMs, breaker: new ConsecutiveBreaker(limits.failures) })
  }

  /** The vector of a question, soon or not at all: throws a Fault without a word of it. */
  override embedQuery(text: string): Promise<number[]> {
    return this.rested.execute(async () => {
      const vector = await this.inner.question.embedQuery(text).catch((error) => Promise.reject(faultOf(error)))
      return this.sound([vector])[0] as number[]
    })
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.embedAll(texts, () => {})
  }

  /**
   * Vectors of the index's own texts; those kept from before are not asked for.
   * @param progress is told 0…1. @throws DeskError that says how far it came: the next time goes on from there.
   */
  async embedAll(texts: readonly string[], progress: (share: number) => void): Promise<number[][]> {
    const kept = this.keptFrom()
    const missing = [...new Set(texts)].filter((text) => !kept.has(digest(text)))
    const again = retry(handleAll, { maxAttempts: this.limits.attempts - 1, backoff: new ConstantBackoff(this.limits.pauseMs) })
    for (let at = 0; at < missing.length; at += this.limits.batch) {
      progress(1 - (missing.length - at) / texts.length)
      const batch = missing.slice(at, at + this.limits.batch)
      try {
        const vectors = await again.execute(async () => this.sound(await this.inner.batch.embedDocuments(batch), batch.length))
        this.keep(batch, vectors, kept)
      } catch (error) {
        throw new DeskError(
          'embedding-failed',
          `向量服务 ${this.name} 未能完成（${faultOf(error).why}）：${texts.length - missing.length + at}/${texts.length}`,
          '服务恢复后再启动，会从这里接着做',
          { cause: faultOf(error) },
        )
      }
    }
    progress(1)
    return texts.map((text) => kept.get(digest(text)) as number[])
  }

  /** Vectors as they must be: as many as asked for, all of one length, of finite numbers that are not all 0. */
  private sound(vectors: readonly number[][], count = 1): number[][] {
    this.size ??= vectors[0]?.length ?? 0
    const fine =
      vectors.length === count && this.size > 0 && vectors.every((v) => Array.isArray(v) && v.length === this.size && v.every(Number.isFinite) && v.some((x) => x !== 0))
    if (!fine) throw new Fault('shape')
    return [...vectors]
  }

  private keptFrom(): Map<string, number[]> {
    const kept = new Map<string, number[]>()
    if (!existsSync(this.path)) return kept
    for (const line of readFileSync(this.path, 'utf8').split('\n')) {
      const [key, numbers] = line.split(' ')
      // A line cut off by a crash is asked for again.
      const bytes = Buffer.from(numbers ?? '', 'base64')
      if (!key || !numbers?.endsWith(';') || bytes.length === 0 || bytes.length % 4 !== 0) continue
      const vector = Array.from(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))
      this.size ??= vector.length
      if (vector.length === this.size) kept.set(key, vector)
    }
    return kept
  }

  private keep(texts: readonly string[], vectors: readonly number[][], kept: Map<string, number[]>): void {
    mkdirSync(this.folder, { recursive: true })
    const rows = texts.map((text, i) => [digest(text), Float32Array.from(vectors[i] as number[])] as const)
    // The line break goes first: what a crash cut off is not carried on.
    appendFileSync(this.path, rows.map(([key, vector]) => `\n${key} ${Buffer.from(vector.buffer).toString('base64')};`).join(''))
    for (const [key, vector] of rows) kept.set(key, Array.from(vector))
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
