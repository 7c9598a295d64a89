import { euclideanNorm } from "@lazyrich/linalg";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import type { NeuronFlow } from "./neuronFlow.js";

/** Below this a number may have lost digits, or all, to the end of the numbers. */
const FAINT = 1e-280;
/** Powers of two by which what is below the numbers is lifted, in turn. */
const LIFTS = [0, 900, 1800];

/** A state of one neuron, w and beta being the d entries from `offset` on. */
interface NeuronState {
  readonly a: number;
  readonly w: Float64Array;
  readonly beta: Float64Array;
  readonly offset: number;
}

/** Writes beta = a w at the time to which the flow has been brought; a product may be a number where a factor is below the numbers. */
export function writeFunction(flow: NeuronFlow, { a, w, beta, offset }: NeuronState): void {
  const least = Math.abs(a) < FAINT ? Number.POSITIVE_INFINITY : FAINT;
  for (let j = offset; j < offset + flow.dimension; j++) {
    const entry = w[j]!;
    beta[j] = Math.abs(entry) < least && flow.shape.time > 0 ? faintProduct(flow, a, entry, j - offset) : a * entry;
  }
}

/** a times an entry of the weights, one of which is nearly below the numbers. */
function faintProduct(flow: NeuronFlow, a: number, entry: number, index: number): number {
  const [readout, ofA] = lifted((lift) => flow.readoutTimes(lift), a);
  const [weight, ofW] = lifted((lift) => flow.weight(index, lift), entry);
  return timesPowerOfTwo(readout * weight, -ofA - ofW) || a * entry;
}

function lifted(times: (lift: number) => number, plain: number): [value: number, lift: number] {
  if (Math.abs(plain) >= FAINT) return [plain, 0];
  for (const lift of LIFTS) {
    const value = times(lift);
    if (Math.abs(value) >= FAINT || lift === LIFTS.at(-1)) return [value, lift];
  }
  return [plain, 0];
}

/** The signed magnitude a |w| and the cosine between w and beta*, NaN where one of them is 0, from the shape or, where parts of it are faint, the vectors. */
export function magnitudeAndAlignment(
  flow: NeuronFlow,
  state: NeuronState,
): readonly [magnitude: number, alignment: number] {
  const { start, shape } = flow;
  const norm = lengthOfPair(shape.p, shape.r * start.restNorm);
  if (Math.abs(shape.p) >= FAINT && norm < Number.POSITIVE_INFINITY && Math.abs(state.a) >= FAINT) {
    return [state.a * (shape.factor * norm * start.weightsUnit), start.s > 0 ? shape.p / norm : Number.NaN];
  }
  return faintMagnitudeAndAlignment(flow, state);
}

/** Their square's root, or where that leaves the numbers, the slower `hypot`. */
function lengthOfPair(x: number, y: number): number {
  const square = x * x + y * y;
  return square > FAINT && square < 1 / FAINT ? Math.sqrt(square) : Math.hypot(x, y);
}

function faintMagnitudeAndAlignment(
  flow: NeuronFlow,
  { a, offset, ...rows }: NeuronState,
): readonly [magnitude: number, alignment: number] {
  const { start, dimension: d } = flow;
  const [w, beta] = [rows.w.subarray(offset, offset + d), rows.beta.subarray(offset, offset + d)];
  const magnitude = (a < 0 || (a === 0 && beta.some((entry, j) => entry * w[j]! < 0)) ? -1 : 1) * euclideanNorm(beta);
  const direction = flow.shape.time > 0 ? liftedWeights(flow, w) : w;
  const length = euclideanNorm(direction);
  if (start.given.targetNorm === 0 || length === 0) return [magnitude, Number.NaN];
  let along = 0;
  for (let j = 0; j < d; j++) along += (direction[j]! / length) * (start.unit[j]! / start.weightsUnit);
  return [magnitude, Math.max(-1, Math.min(1, along))];
}

/** The weights times a power of two that brings the largest near the scale of 1, or w if they are 0. */
function liftedWeights(flow: NeuronFlow, w: Float64Array): Float64Array {
  const largest = largestEntry(w);
  const lifts = largest >= FAINT ? [-exponentOf(largest)] : LIFTS;
  for (const lift of lifts) {
    const vector = w.map((_, j) => flow.weight(j, lift));
    if (largestEntry(vector) >= FAINT) return vector;
  }
  return w;
}
