import { euclideanNorm } from "@lazyrich/linalg";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import type { NeuronFlow } from "./neuronFlow.js";

/** Below this a number may have lost digits, or all, to the end of the numbers. */
const FAINT = 1e-280;
/** Powers of two by which what is below the numbers is lifted, in turn. */
const LIFTS = [0, 900, 1800];

/** A state of one neuron, w and beta of length d. */
interface NeuronState {
  readonly a: number;
  readonly w: Float64Array;
}

/** Writes beta = a w at a time to which the flow has been brought; a product may be a number where a factor is below the numbers. */
export function writeFunction(flow: NeuronFlow, t: number, { a, w }: NeuronState, beta: Float64Array): void {
  const isFaint = (x: number): boolean => t > 0 && Math.abs(x) < FAINT;
  const isFaintReadout = isFaint(a);
  for (let j = 0; j < w.length; j++) {
    if (!isFaintReadout && !isFaint(w[j]!)) beta[j] = a * w[j]!;
    else {
      const [readout, ofA] = lifted((lift) => flow.readoutTimes(lift), a);
      const [weight, ofW] = lifted((lift) => flow.weight(t, j, lift), w[j]!);
      beta[j] = timesPowerOfTwo(readout * weight, -ofA - ofW) || a * w[j]!;
    }
  }
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
  t: number,
  { a, w, beta }: NeuronState & { readonly beta: Float64Array },
): [magnitude: number, alignment: number] {
  const { start, shape } = flow;
  const norm = Math.hypot(shape.p, shape.r * start.restNorm);
  const isPlain = Math.abs(shape.p) >= FAINT && norm < Number.POSITIVE_INFINITY;
  if (isPlain && Math.abs(a) >= FAINT) {
    return [a * (shape.factor * norm * start.weightsUnit), start.s > 0 ? shape.p / norm : Number.NaN];
  }
  const magnitude = (a < 0 || (a === 0 && beta.some((entry, j) => entry * w[j]! < 0)) ? -1 : 1) * euclideanNorm(beta);
  const direction = t > 0 ? liftedWeights(flow, t, w) : w;
  const length = euclideanNorm(direction);
  if (start.given.targetNorm === 0 || length === 0) return [magnitude, Number.NaN];
  let along = 0;
  for (let j = 0; j < w.length; j++) along += (direction[j]! / length) * (start.unit[j]! / start.weightsUnit);
  return [magnitude, Math.max(-1, Math.min(1, along))];
}

/** The weights times a power of two that brings the largest near the scale of 1, or w if they are 0. */
function liftedWeights(flow: NeuronFlow, t: number, w: Float64Array): Float64Array {
  const largest = largestEntry(w);
  const lifts = largest >= FAINT ? [-exponentOf(largest)] : LIFTS;
  for (const lift of lifts) {
    const vector = w.map((_, j) => flow.weight(t, j, lift));
    if (largestEntry(vector) >= FAINT) return vector;
  }
  return w;
}
