/** A softmax regression over sparse vectors, trained with AdaGrad: which of some classes is a text's? Deterministic. */
import type { Sparse } from './vocabulary.ts'

export type Example = { readonly vector: Sparse; readonly target: ReadonlyMap<number, number> }
export type Weights = { readonly classes: number; readonly weights: Float32Array; readonly bias: Float32Array }

const EPOCHS = 5
const RATE = 0.7
const BIAS_RATE = 0.025
/** A class whose gradient is smaller is left alone in that step: nothing is lost but time. */
const TINY = 2e-3

/** @param size features of the vocabulary; @param targets of an example sum to 1. */
export function train(examples: readonly Example[], size: number, classes: number): Weights {
  const weights = new Float32Array(size * classes)
  const squares = new Float32Array(size * classes)
  const bias = new Float32Array(classes)
  const order = examples.map((_, i) => i)
  const random = sequence(7)
  const gradient = new Float64Array(classes)
  const active = new Int32Array(classes)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const n of order) {
      const { vector, target } = examples[n] as Example
      logits(weights, bias, vector, gradient)
      softmax(gradient)
      for (const [c, share] of target) gradient[c] = (gradient[c] as number) - share
      for (let c = 0; c < classes; c++) bias[c] = (bias[c] as number) - BIAS_RATE * (gradient[c] as number)
      let live = 0
      for (let c = 0; c < classes; c++) if (Math.abs(gradient[c] as number) > TINY) active[live++] = c
      for (let j = 0; j < vector.ids.length; j++) {
        const row = (vector.ids[j] as number) * classes
        const x = vector.weights[j] as number
        for (let k = 0; k < live; k++) {
          const c = active[k] as number
          const g = (gradient[c] as number) * x
          const square = (squares[row + c] as number) + g * g
          squares[row + c] = square
          weights[row + c] = (weights[row + c] as number) - (RATE * g) / Math.sqrt(square + 1e-3)
        }
      }
    }
  }
  return { classes, weights, bias }
}

/** The probability of each class. */
export function predict(model: Weights, vector: Sparse): Float64Array {
  const scores = new Float64Array(model.classes)
  logits(model.weights, model.bias, vector, scores)
  return softmax(scores)
}

function logits(weights: Float32Array, bias: Float32Array, vector: Sparse, out: Float64Array): void {
  const classes = bias.length
  for (let c = 0; c < classes; c++) out[c] = bias[c] as number
  for (let j = 0; j < vector.ids.length; j++) {
    const row = (vector.ids[j] as number) * classes
    const x = vector.weights[j] as number
    for (let c = 0; c < classes; c++) out[c] = (out[c] as number) + (weights[row + c] as number) * x
  }
}

function softmax(scores: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY
  for (const s of scores) if (s > most) most = s
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const e = Math.exp((scores[c] as number) - most)
    scores[c] = e
    sum += e
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum
  return scores
}

/** A linear congruential sequence in [0, 1): training must give the same weights everywhere. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.min(i, Math.floor(random() * (i + 1)))
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
}
