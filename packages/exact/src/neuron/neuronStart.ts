import { doubleDoubleDot, doubleDoubleRoot, euclideanNorm } from "@lazyrich/linalg";
import { resolvedSign } from "../any-size/resolved.js";
import { conservedQuantity } from "../conserved/conservedQuantity.js";
import { type PairModes, pairModes } from "../pairModes.js";
import { BallNeuron } from "./ballNeuron.js";
import { growingComponent } from "./growingComponent.js";
import type { NeuronProblem } from "./neuronProblem.js";

/**
 * A start in canonical units (a~ = sqrt(etaW) a, w~ = sqrt(etaA) w, s = sqrt(etaA etaW) |beta*|).
 *
 * @see theory.md section 2.
 */
export interface NeuronStart {
  /** Canonical delta = etaW a^2 - etaA |w|^2. */
  readonly delta: number;
  /** sqrt(etaA etaW) |beta*|, omega + delta/2 and omega - delta/2; the product of those is s^2. */
  readonly s: number;
  readonly twoOmega: number;
  readonly lambda: number;
  readonly mu: number;
  /** The start: readout, component of the weights along beta*, the lengths of the rest and of both, and its square in all. */
  readonly a0: number;
  readonly u0: number;
  readonly restNorm: number;
  readonly norm0: number;
  readonly square: number;
  /** c+, the component along the growing direction, and c-. */
  readonly growing: number;
  readonly shrinking: number;
  /** C = mu u0 + s a0 and D = s u0 + lambda a0 over 2 omega are these shares of c+. */
  readonly shareP: number;
  readonly shareQ: number;
  /** w0 and its part across the target, and the unit vector along beta*, so that their sums are in the problem's units. */
  readonly weights: Float64Array;
  readonly rest: Float64Array;
  readonly unit: Float64Array;
  /** What takes weights and readouts to the problem's units. */
  readonly weightsUnit: number;
  readonly readoutUnit: number;
}

/** Numbers between 1e-36 and 1e36 and 0: their products of a few stay far inside the range of numbers. */
const [LEAST, LARGEST] = [1e-36, 1e36];

function isOrdinary(x: number): boolean {
  const size = Math.abs(x);
  return x === 0 || (size > LEAST && size < LARGEST);
}

/** A start that double precision serves; undefined where sizes are far apart or far from 1, or the basin is decided by the last digits. */
export function ordinaryStart(problem: NeuronProblem): NeuronStart | undefined {
  const { a0, etaA, etaW } = problem;
  const [w0, betaStar] = [Float64Array.from(problem.w0), Float64Array.from(problem.betaStar)];
  if (![a0, etaA, etaW].every(isOrdinary) || !w0.every(isOrdinary) || !betaStar.every(isOrdinary)) return undefined;
  const [rootA, rootW] = [Math.sqrt(etaA), Math.sqrt(etaW)];
  const targetNorm = doubleDoubleRoot(doubleDoubleDot(betaStar, betaStar))[0];
  const unit = betaStar.map((entry) => (targetNorm > 0 ? entry / targetNorm : 0));
  const s = rootA * rootW * targetNorm;
  const along = targetNorm > 0 ? doubleDoubleDot(w0, betaStar)[0] / targetNorm : 0;
  const rest = w0.length > 1 || targetNorm === 0 ? across(unit, w0, along) : new Float64Array(1);
  const [a, u0, restNorm] = [rootW * a0, rootA * along, rootA * euclideanNorm(rest)];
  const delta = conservedQuantity(a0, w0, etaA, etaW);
  const modes = pairModes(s, delta);
  const growing = growingComponent(problem) ?? ofSeparatrix(problem);
  if (modes.omega === 0 || growing === undefined) return undefined;
  return {
    delta,
    s,
    twoOmega: 2 * modes.omega,
    lambda: modes.lambda,
    mu: modes.mu,
    a0: a,
    u0,
    restNorm,
    norm0: Math.hypot(u0, restNorm),
    square: a ** 2 + u0 ** 2 + restNorm ** 2,
    growing,
    shrinking: modes.input * a - modes.output * u0,
    ...shares(s, delta, modes),
    weights: w0,
    rest,
    unit: unit.map((entry) => entry / rootA),
    weightsUnit: 1 / rootA,
    readoutUnit: 1 / rootW,
  };
}

/** 0 for a start that is exactly on the separatrix. */
function ofSeparatrix(problem: NeuronProblem): 0 | undefined {
  return resolvedSign((arithmetic) => new BallNeuron(problem, arithmetic).growing) === 0 ? 0 : undefined;
}

/** What the weights have across the unit vector b, of which they have `along` along it. */
function across(b: Float64Array, weights: Float64Array, along: number): Float64Array {
  const rest = weights.map((weight, i) => weight - along * b[i]!);
  // the first projection leaves a component along b of the size of rounding; the second removes it
  const left = doubleDoubleDot(rest, b)[0];
  return rest.map((each, i) => each - left * b[i]!);
}

/** The rates of the two components of a pair as shares of 2 omega. */
function shares(s: number, delta: number, { omega, lambda, mu }: PairModes) {
  const large = Math.max(lambda, mu);
  const ratio = Math.hypot(s / large, 1);
  const [weak, strong] = [(s / (2 * omega)) * ratio, (large / (2 * omega)) * ratio];
  return delta >= 0 ? { shareP: weak, shareQ: strong } : { shareP: strong, shareQ: weak };
}
