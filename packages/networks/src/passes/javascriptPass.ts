import { isActive } from "../activations/leaky.js";
import { GROUP_SIZE, type PassProblem, type PiecewiseLinearPass } from "./piecewiseLinearPass.js";

const PATTERNS = 2 ** GROUP_SIZE;

/** The passes in plain JavaScript: every sum in the order of the WebAssembly, so the same bytes. */
export function javascriptPass({ X, y, hiddenWidth: h, gamma }: PassProblem): PiecewiseLinearPass {
  const { rows: n, columns: d, data } = X;
  const groups = Math.ceil(h / GROUP_SIZE);
  const tableSize = groups * PATTERNS * d;
  const neuronSums = new Float64Array(tableSize);
  const inputSums = new Float64Array(tableSize);
  const outputs = new Float64Array(n);
  const patterns = new Uint8Array(n * groups);
  const readoutGradient = new Float64Array(h);
  const weightGradient = new Float64Array(h * d);
  const row = new Float64Array(d);

  /** Row of the table of a group that holds the pattern of input i. */
  const rowOf = (i: number, group: number): number => (group * PATTERNS + patterns[i * groups + group]!) * d;

  const sumNeurons = (theta: ArrayLike<number>): void => {
    neuronSums.fill(0);
    for (let group = 0; group < groups; group++) {
      const start = group * PATTERNS * d;
      const end = Math.min(h, (group + 1) * GROUP_SIZE);
      for (let k = group * GROUP_SIZE; k < end; k++) {
        for (let j = 0; j < d; j++) {
          neuronSums[start + j] = neuronSums[start + j]! + gamma * (theta[h * d + k]! * theta[k * d + j]!);
        }
      }
      for (let k = group * GROUP_SIZE, half = d; half < PATTERNS * d; k++, half *= 2) {
        for (let entry = 0; entry < half; entry++) {
          const gain = k < end ? (1 - gamma) * (theta[h * d + k]! * theta[k * d + (entry % d)]!) : 0;
          neuronSums[start + half + entry] = neuronSums[start + entry]! + gain;
        }
      }
    }
  };

  const findActivity = (theta: ArrayLike<number>): void => {
    patterns.fill(0);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < h; k++) {
        if (isActive(dotOfHalves(theta, k * d, data, i * d, d))) {
          patterns[i * groups + Math.floor(k / GROUP_SIZE)]! |= 1 << (k % GROUP_SIZE);
        }
      }
    }
  };

  const forward = (theta: ArrayLike<number>): void => {
    sumNeurons(theta);
    findActivity(theta);
    for (let i = 0; i < n; i++) {
      const first = rowOf(i, 0);
      for (let j = 0; j < d; j++) row[j] = neuronSums[first + j]!;
      for (let group = 1; group < groups; group++) {
        const start = rowOf(i, group);
        for (let j = 0; j < d; j++) row[j] = row[j]! + neuronSums[start + j]!;
      }
      outputs[i] = dotOfHalves(row, 0, data, i * d, d);
    }
  };

  const gather = (group: number, j: number): void => {
    const { total, active } = groupSums((pattern) => inputSums[(group * PATTERNS + pattern) * d + j]!);
    const end = Math.min(h, (group + 1) * GROUP_SIZE);
    for (let k = group * GROUP_SIZE; k < end; k++) {
      weightGradient[k * d + j] = gamma * total + (1 - gamma) * active[k % GROUP_SIZE]!;
    }
  };

  return {
    outputs,
    patterns,
    readoutGradient,
    weightGradient,
    rowLength: d,
    forward,
    gradient(theta, factor) {
      forward(theta);
      inputSums.fill(0);
      for (let i = 0; i < n; i++) {
        const residual = outputs[i]! - y[i]!;
        for (let j = 0; j < d; j++) row[j] = residual * data[i * d + j]!;
        for (let group = 0; group < groups; group++) {
          const start = rowOf(i, group);
          for (let j = 0; j < d; j++) inputSums[start + j] = inputSums[start + j]! + row[j]!;
        }
      }
      for (let group = 0; group < groups; group++) for (let j = 0; j < d; j++) gather(group, j);
      for (let k = 0; k < h; k++) {
        readoutGradient[k] = factor * dotOfHalves(theta, k * d, weightGradient, k * d, d);
        const readout = factor * theta[h * d + k]!;
        for (let j = 0; j < d; j++) weightGradient[k * d + j] = readout * weightGradient[k * d + j]!;
      }
    },
  };
}

/** The sum over all patterns of a group, and over those in which each neuron is active, as `gatherGroup` of assembly/backward.ts adds them. */
function groupSums(at: (pattern: number) => number): { readonly total: number; readonly active: readonly number[] } {
  const active = [0, 0, 0, 0, 0];
  let total = 0;
  for (let pattern = 0; pattern < PATTERNS; pattern += 8) {
    active[0]! += at(pattern + 1) + at(pattern + 3) + (at(pattern + 5) + at(pattern + 7));
    const pair0 = at(pattern) + at(pattern + 1);
    const pair1 = at(pattern + 2) + at(pattern + 3);
    const pair2 = at(pattern + 4) + at(pattern + 5);
    const pair3 = at(pattern + 6) + at(pattern + 7);
    active[1]! += pair1 + pair3;
    const upper = pair2 + pair3;
    active[2]! += upper;
    const all = pair0 + pair1 + upper;
    if (pattern & 8) active[3]! += all;
    if (pattern & 16) active[4]! += all;
    total += all;
  }
  return { total, active };
}

/** x.y of `length` entries: the entries of even and of odd number are summed in order, then the two sums. */
function dotOfHalves(
  x: ArrayLike<number>,
  xStart: number,
  y: ArrayLike<number>,
  yStart: number,
  length: number,
): number {
  let even = 0;
  let odd = 0;
  const whole = length - (length % 2);
  for (let j = 0; j < whole; j += 2) {
    even += x[xStart + j]! * y[yStart + j]!;
    odd += x[xStart + j + 1]! * y[yStart + j + 1]!;
  }
  if (whole < length) even += x[xStart + whole]! * y[yStart + whole]!;
  return even + odd;
}
