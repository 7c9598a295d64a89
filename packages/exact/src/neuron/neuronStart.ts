import { type DoubleDouble, doubleDoubleDot, doubleDoubleRoot, euclideanNorm } from "@lazyrich/linalg";
import { conservedQuantity } from "../conserved/conservedQuantity.js";
import { type PairModes, pairModes } from "../pairModes.js";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import { growingComponent, type Lifted, liftedDot } from "./growingComponent.js";

/** Starts within 2^+-150 are computed as they are; their squares neither overflow nor underflow. */
const ORDINARY = 150;
/** Entries this much smaller than the largest of their vector have lost digits, or all, when that is near 1. */
const FAINTEST_EXPONENT = -960;

/** A checked problem, every field given. */
export interface NeuronProblem {
  readonly a0: number;
  readonly w0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
  readonly etaA: number;
  readonly etaW: number;
}

/**
 * A start in canonical units (a~ = sqrt(etaW) a, w~ = sqrt(etaA) w, s = sqrt(etaA etaW) |beta*|) and in the scale sigma of the start, a power of two. Powers of
 * four are taken out of the learning rates, which are between 1 and 4 here.
 *
 * @see theory.md section 2.
 */
export interface NeuronStart {
  /** Canonical delta = etaW a^2 - etaA |w|^2, and the same over sigma^2. */
  readonly delta: number;
  readonly scaledDelta: number;
  /** sqrt(etaA etaW) |beta*|, omega + delta/2 and omega - delta/2; the product of those is s^2. */
  readonly s: number;
  readonly twoOmega: number;
  readonly lambda: number;
  readonly mu: number;
  /** The start over sigma: readout, component of the weights along beta*, the lengths of the rest and of both, and its square in all. */
  readonly a0: number;
  readonly u0: number;
  readonly restNorm: number;
  readonly norm0: number;
  readonly square: number;
  /** c+, the component along the growing direction, also as it is where it is far below the start; its sign, 0 on the separatrix; and c-. */
  readonly growing: number;
  readonly lifted: Lifted<number>;
  readonly growingSign: 1 | -1 | 0;
  readonly shrinking: number;
  /** C = mu u0 + s a0 and D = s u0 + lambda a0 are these rates times c+; over 2 omega, as shares, they are what c+ adds to p and q in the end. */
  readonly rateP: number;
  readonly rateQ: number;
  readonly shareP: number;
  readonly shareQ: number;
  /** The large one of lambda and mu, and sqrt(s^2 + large^2). */
  readonly large: number;
  readonly length: number;
  /** Exponent of sigma, and whether it is 0 because no square leaves the numbers. */
  readonly scaleExponent: number;
  readonly isOrdinary: boolean;
  /** w0 and its part across the target over sigma, and the unit vector along beta*, so that their sums are in the problem's units. */
  readonly weights: Float64Array;
  readonly rest: Float64Array;
  readonly unit: Float64Array;
  /** What takes weights and readouts to the problem's units. */
  readonly weightsUnit: number;
  readonly readoutUnit: number;
  readonly given: GivenNeuron;
}

/** A start and a target as they were given, of which some parts may be more than the range of the numbers below others. */
export interface GivenNeuron {
  readonly a0: number;
  readonly w0: Float64Array;
  readonly betaStar: Float64Array;
  /** Exponents of the powers of two by which the start and betaStar are multiplied where they are brought near the scale of 1. */
  readonly startExponent: number;
  readonly targetExponent: number;
  /** |beta*| at that scale, s, which may be below the numbers, and w0.beta*. */
  readonly targetNorm: number;
  readonly s: Lifted<number>;
  readonly along: Lifted<DoubleDouble>;
  /** The indices of the entries of w0 and betaStar that lose digits at that scale; nearly always there is none. */
  readonly faint: readonly number[];
}

/** @throws RangeError if the squares of the start or the rate omega are beyond the numbers. */
export function neuronStart({ a0, w0, betaStar, etaA, etaW }: NeuronProblem): NeuronStart {
  const count = w0.length;
  const [halfA, halfW] = [Math.round(Math.log2(etaA) / 2), Math.round(Math.log2(etaW) / 2)];
  const [rateA, rateW] = [timesPowerOfTwo(etaA, -2 * halfA), timesPowerOfTwo(etaW, -2 * halfW)];
  const [rootA, rootW] = [Math.sqrt(rateA), Math.sqrt(rateW)];
  const size = Math.max(exponentOf(a0) + halfW, exponentOf(largestEntry(w0)) + halfA);
  const scale = Math.abs(size) <= ORDINARY || size === Number.NEGATIVE_INFINITY ? 0 : 2 * Math.round(size / 2);
  const readout = timesPowerOfTwo(a0, halfW - scale);
  const weights = timesPower(w0, halfA - scale);
  const weightsUnit = 2 ** -halfA / rootA;
  const scaledDelta = conservedQuantity(readout, weights, rateA, rateW);
  const delta = timesPowerOfTwo(scaledDelta, 2 * scale);

  const targetSize = largestEntry(betaStar);
  const targetExponent = targetSize > 0 ? exponentOf(targetSize) : 0;
  const target = timesPower(betaStar, -targetExponent);
  const targetNorm = doubleDoubleRoot(doubleDoubleDot(target, target))[0];
  const rateExponent = halfA + halfW + targetExponent;
  const b = new Float64Array(count);
  if (targetNorm > 0) for (let i = 0; i < count; i++) b[i] = target[i]! / targetNorm;
  const s = timesPowerOfTwo(rootA * rootW * targetNorm, rateExponent);
  const along = targetNorm > 0 ? doubleDoubleDot(weights, target)[0] / targetNorm : 0;
  const rest = count > 1 || targetNorm === 0 ? across(b, weights, along) : new Float64Array(count);
  const [scaledA, u0, restNorm] = [rootW * readout, rootA * along, rootA * euclideanNorm(rest)];
  const square = scaledA ** 2 + u0 ** 2 + restNorm ** 2;
  if (!Number.isFinite(timesPowerOfTwo(square, 2 * scale))) {
    throw new RangeError(
      "etaW a0^2 + etaA |w0|^2 is Infinity; expected weights below 1e154, so that their squares are finite",
    );
  }
  const modes = pairModes(s, delta);
  const { omega } = modes;
  if (!(2 * omega < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `the rate sqrt(etaA etaW |betaStar|^2 + delta^2/4) is ${omega}; expected a target and learning rates that keep it below 8e307`,
    );
  }
  const rates = pairRates(s, delta, modes);
  const givenAlong = liftedDot(w0, betaStar);
  const scaledAlong = { value: givenAlong.value, lift: givenAlong.lift + scale + targetExponent };
  const component = growingComponent({
    a: readout,
    givenA: { value: a0, lift: scale - halfW },
    along: { value: givenAlong.value, lift: scaledAlong.lift - halfA },
    w: weights,
    target,
    etaA: rateA,
    etaW: rateW,
    rateExponent,
    deltaExponent: 2 * scale,
  });
  const lifted = rates.length > 0 ? component : { value: Math.SQRT1_2 * scaledA, lift: 0 };
  // across a target that is tiny against delta, the pull of the readout may be below the numbers
  const sign = Math.sign(lifted.value) || (u0 === 0 && s > 0 ? Math.sign(scaledA) : 0);
  const inProblem = 2 ** -halfA;
  for (let i = 0; i < count; i++) {
    weights[i] = inProblem * weights[i]!;
    rest[i] = inProblem * rest[i]!;
    b[i] = weightsUnit * b[i]!;
  }
  return {
    delta,
    scaledDelta,
    s,
    twoOmega: 2 * omega,
    lambda: modes.lambda,
    mu: modes.mu,
    a0: scaledA,
    u0,
    restNorm,
    norm0: Math.hypot(u0, restNorm),
    square,
    growing: timesPowerOfTwo(lifted.value, -lifted.lift),
    lifted,
    growingSign: sign > 0 ? 1 : sign < 0 ? -1 : 0,
    shrinking: modes.input * scaledA - modes.output * u0,
    ...rates,
    scaleExponent: scale,
    isOrdinary: scale === 0,
    weights,
    rest,
    unit: b,
    weightsUnit,
    readoutUnit: 2 ** -halfW / rootW,
    given: {
      a0,
      w0: timesPower(w0, 0),
      betaStar: timesPower(betaStar, 0),
      targetNorm,
      along: scaledAlong,
      startExponent: -scale,
      targetExponent: -targetExponent,
      s: { value: rootA * rootW * targetNorm, lift: -rateExponent },
      faint: faintIndices([w0, -scale], [betaStar, -targetExponent]),
    },
  };
}

/** What the weights have across the unit vector b, of which they have `along` along it. */
function across(b: Float64Array, weights: Float64Array, along: number): Float64Array {
  const rest = weights.map((weight, i) => weight - along * b[i]!);
  // the first projection leaves a component along b of the size of rounding; the second removes it
  const left = doubleDoubleDot(rest, b)[0];
  return rest.map((each, i) => each - left * b[i]!);
}

/** The rates of the two modes of a pair and their shares of 2 omega. */
function pairRates(s: number, delta: number, { omega, lambda, mu }: PairModes) {
  const large = Math.max(lambda, mu);
  const ratio = large > 0 ? Math.hypot(s / large, 1) : 1;
  const [rateP, rateQ] = delta >= 0 ? [s * ratio, large * ratio] : [large * ratio, s * ratio];
  // where the rates are the smallest of numbers their quotients are not
  const [weak, strong] = omega > 0 ? [(s / (2 * omega)) * ratio, (large / (2 * omega)) * ratio] : [0, 0];
  const [shareP, shareQ] = delta >= 0 ? [weak, strong] : [strong, weak];
  return { large, length: Math.hypot(s, large), rateP, rateQ, shareP, shareQ };
}

/** x 2^k, in an array of its own. */
function timesPower(x: ArrayLike<number>, k: number): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = timesPowerOfTwo(x[i]!, k);
  return result;
}

function faintIndices(...vectors: readonly (readonly [vector: ArrayLike<number>, exponent: number])[]): number[] {
  const found = new Set<number>();
  for (const [vector, exponent] of vectors) {
    const least = 2 ** (FAINTEST_EXPONENT - exponent);
    for (let i = 0; i < vector.length; i++) if (vector[i] !== 0 && Math.abs(vector[i]!) < least) found.add(i);
  }
  return [...found].sort((i, j) => i - j);
}
