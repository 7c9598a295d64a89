import { downstreamLimit, type ImplicitBias, implicitBias, singleNeuron, upstreamLimit } from "@lazyrich/exact";
import { type NeuronState, neuronWithFunction } from "@lazyrich/networks";
import type { PlaneValues } from "./planeFields.ts";

type Point = readonly [number, number];

/** The exact way of a function in the plane: at given times, and in the end. */
export interface PlanePath {
  readonly beta1: Float64Array;
  readonly beta2: Float64Array;
  readonly loss: Float64Array;
  readonly kernelDistance: Float64Array;
  readonly end: Point;
  /** What theorem 3.1 says of the end; undefined on whitened inputs, where there is one solution. */
  readonly bias: ImplicitBias | undefined;
}

export const startOf = ({ start1, start2 }: PlaneValues): Point => [start1, start2];
export const targetOf = ({ target1, target2 }: PlaneValues): Point => [target1, target2];
/** The unit vector of the one input. */
export const inputOf = ({ inputAngle }: PlaneValues): Point => [
  Math.cos((inputAngle * Math.PI) / 180),
  Math.sin((inputAngle * Math.PI) / 180),
];

/**
 * The exact path from beta0, on whitened inputs or on one input.
 *
 * @throws RangeError if beta0 is 0, as w has no direction there.
 */
export function planePath(values: PlaneValues, delta: number, times: Float64Array): PlanePath {
  const start = neuronWithFunction({ beta0: startOf(values), delta });
  return values.inputs === "whitened" ? whitenedPath(values, start, times) : oneInputPath(values, start, delta, times);
}

function whitenedPath(values: PlaneValues, { a, w }: NeuronState, times: Float64Array): PlanePath {
  const betaStar = targetOf(values);
  const solution = singleNeuron({ a0: a, w0: w, betaStar });
  const { beta, kernelDistance } = solution.trajectory(times);
  const limit = solution.limit().beta;
  const path = columns(times.length, (i) => [beta[2 * i]!, beta[2 * i + 1]!]);
  return {
    ...path,
    loss: path.beta1.map((first, i) => ((first - betaStar[0]) ** 2 + (path.beta2[i]! - betaStar[1]) ** 2) / 2),
    kernelDistance,
    end: [limit[0]!, limit[1]!],
    bias: undefined,
  };
}

/** One input leaves the part of w orthogonal to it where it is; the part along it is a neuron of one dimension. */
function oneInputPath(values: PlaneValues, { a, w }: NeuronState, delta: number, times: Float64Array): PlanePath {
  const x = inputOf(values);
  const [target1, target2] = targetOf(values);
  const y = x[0] * target1 + x[1] * target2;
  const orthogonal = x[0] * w[1]! - x[1] * w[0]!;
  const along = singleNeuron({ a0: a, w0: [x[0] * w[0]! + x[1] * w[1]!], betaStar: [y] });
  const loss = new Float64Array(times.length);
  const path = columns(times.length, (i) => {
    const { a: readout, w: u } = along.at(times[i]!);
    loss[i] = (readout * u[0]! - y) ** 2 / 2;
    return [readout * (u[0]! * x[0] - orthogonal * x[1]), readout * (u[0]! * x[1] + orthogonal * x[0])];
  });
  const X = { rows: 1, columns: 2, data: Float64Array.from(x) };
  const bias = implicitBias({ X, y: [y], beta0: startOf(values), delta });
  const end = bias.condition === "fails" ? bias.throughZero : bias.betaInfinity;
  // the kernel of one input is one number: its direction cannot change
  return { ...path, loss, kernelDistance: new Float64Array(times.length), end: [end[0]!, end[1]!], bias };
}

function columns(count: number, at: (i: number) => Point): { beta1: Float64Array; beta2: Float64Array } {
  const beta1 = new Float64Array(count);
  const beta2 = new Float64Array(count);
  for (let i = 0; i < count; i++) [beta1[i], beta2[i]] = at(i) as [number, number];
  return { beta1, beta2 };
}

/** A product of unit vectors that only the rounding of a right angle leaves. */
const rightAngle = 1e-12;
/** Times a function that can be seen, one that cannot. */
const beyond = 1e4;

/** The paths of the limits delta -> +-infinity on whitened inputs; on one input, the straight ways to both ends. */
export function limitPath(values: PlaneValues, sign: 1 | -1): { xs: Float64Array; ys: Float64Array } {
  const beta0 = startOf(values);
  if (values.inputs === "one") {
    const x = inputOf(values);
    const [target1, target2] = targetOf(values);
    const y = x[0] * target1 + x[1] * target2;
    // the downstream limit keeps the direction of beta0: where that never meets the line of solutions, it leaves the plane
    if (sign < 0 && Math.abs(x[0] * beta0[0] + x[1] * beta0[1]) < rightAngle * Math.abs(y))
      return { xs: Float64Array.of(beta0[0], beyond * beta0[0]), ys: Float64Array.of(beta0[1], beyond * beta0[1]) };
    const X = { rows: 1, columns: 2, data: Float64Array.from(x) };
    const bias = implicitBias({ X, y: [y], beta0, delta: sign * Number.POSITIVE_INFINITY });
    const end = bias.condition === "fails" ? bias.throughZero : bias.betaInfinity;
    return { xs: Float64Array.of(beta0[0], end[0]!), ys: Float64Array.of(beta0[1], end[1]!) };
  }
  // far out in delta, where the path is that of the limit to a thousandth
  const delta = sign * 1000;
  const problem = { beta0, betaStar: targetOf(values), delta };
  const path = sign > 0 ? upstreamLimit(problem) : downstreamLimit(problem);
  const count = 160;
  const beta = new Float64Array(2);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    path.at(1e-5 * 1e11 ** (i / (count - 1)), beta);
    [xs[i], ys[i]] = [beta[0]!, beta[1]!];
  }
  return { xs, ys };
}
