import { requireFinite, requireNonNegative, requirePositive, requireWhole } from "@lazyrich/linalg";
import { chiSquareCumulative, chiSquareDensity } from "./incompleteGamma.js";

/** Independent Gaussian weights of hidden neurons: readouts (length c) and input weights (length d). */
export interface GaussianNeurons {
  /** d. */
  readonly inputDimension: number;
  /** c; 1 if not given. */
  readonly outputDimension?: number | undefined;
  /** Standard deviation of each readout. */
  readonly readoutDeviation: number;
  /** Standard deviation of each input weight. */
  readonly weightDeviation: number;
  readonly etaA?: number | undefined;
  readonly etaW?: number | undefined;
}

/** How delta is distributed over the hidden neurons of a start. */
export interface DeltaDistribution {
  readonly mean: number;
  readonly standardDeviation: number;
  /** The share of neurons with $delta <= x$, to about 1e-12. */
  cumulative(x: number): number;
}

/**
 * The distribution over hidden neurons of the conserved quantity of a Gaussian start,
 *
 * $delta = etaW |a|^2 - etaA |w|^2 = etaW readoutDeviation^2 chi_c^2 - etaA weightDeviation^2 chi_d^2$,
 *
 * the difference of two scaled chi-square variables. Wide inputs make it narrow beside its mean: neurons of one output are downstream but for a share
 * that is exponentially small in d.
 *
 * @param neurons sizes, deviations and learning rates
 * @throws RangeError if a size is not a whole number above 0, a deviation below 0, both 0, or a learning rate not above 0.
 * @see theory.md section 7.
 * @example
 * import { deltaDistribution } from "@lazyrich/exact";
 * const { mean, standardDeviation, cumulative } = deltaDistribution({ inputDimension: 100, readoutDeviation: 0.1, weightDeviation: 0.1 });
 * [mean, standardDeviation]; // [-0.99, 0.14213]
 * cumulative(-1); // 0.45375: the share of neurons below -1
 */
export function deltaDistribution(neurons: GaussianNeurons): DeltaDistribution {
  const { inputDimension: d, outputDimension: c = 1, readoutDeviation, weightDeviation } = neurons;
  const { etaA = 1, etaW = 1 } = neurons;
  requireWhole("inputDimension", d);
  requireWhole("outputDimension", c);
  requireNonNegative("readoutDeviation", readoutDeviation);
  requireNonNegative("weightDeviation", weightDeviation);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const [up, down] = [etaW * readoutDeviation ** 2, etaA * weightDeviation ** 2];
  if (up === 0 && down === 0) {
    throw new RangeError("readoutDeviation and weightDeviation are 0; expected one above 0");
  }
  return {
    mean: up * c - down * d,
    standardDeviation: Math.sqrt(2 * (up ** 2 * c + down ** 2 * d)),
    cumulative(x) {
      requireFinite("x", x);
      if (x <= 0) return down === 0 ? 0 : lowerTail({ up, c, down, d }, x);
      // by the same integral with the layers exchanged, which is smooth on this side
      return up === 0 ? 1 : 1 - lowerTail({ up: down, c: d, down: up, d: c }, -x);
    },
  };
}

/**
 * The standard starts of $f(x) = sum_k a_k sigma(w_k.x)$ with h hidden neurons, in the weights that multiply.
 */
export type StandardStart = "gaussian" | "ntk" | "mean-field";

/**
 * The deviations and learning rates of a standard start, as `deltaDistribution` takes them:
 *
 * - "gaussian": a of variance $1/h$, w of variance $1/d$, rates 1;
 * - "ntk": $f = sum_k a_k sigma(w_k.x/sqrt(d))/sqrt(h)$ with a and w of variance 1 (Jacot, Gabriel and Hongler 2018);
 * - "mean-field": the same with $1/h$ in the place of $1/sqrt(h)$, and time in units of $1/h$ (Mei, Montanari and Nguyen 2018).
 *
 * In the last two what divides goes into the weights, and its square into their learning rate; both have $delta = (|a|^2 - |w|^2)/(h d)$.
 *
 * @param start which of the three
 * @param options sizes: inputs d, hidden neurons h, and outputs, 1 if not given
 * @throws RangeError if a size is not a whole number above 0, or the start none of the three.
 * @example
 * import { standardNeurons } from "@lazyrich/exact";
 * standardNeurons("gaussian", { inputDimension: 100, hiddenWidth: 50 }); // { inputDimension: 100, outputDimension: 1, weightDeviation: 0.1, readoutDeviation: 0.14142 }
 * standardNeurons("mean-field", { inputDimension: 100, hiddenWidth: 50 }).etaA; // 0.02
 */
export function standardNeurons(
  start: StandardStart,
  {
    inputDimension: d,
    hiddenWidth: h,
    outputDimension = 1,
  }: Readonly<Record<"inputDimension" | "hiddenWidth", number>> & {
    readonly outputDimension?: number | undefined;
  },
): GaussianNeurons {
  requireWhole("inputDimension", d);
  requireWhole("hiddenWidth", h);
  const sizes = { inputDimension: d, outputDimension, weightDeviation: 1 / Math.sqrt(d) };
  switch (start) {
    case "gaussian":
      return { ...sizes, readoutDeviation: 1 / Math.sqrt(h) };
    case "ntk":
      return { ...sizes, readoutDeviation: 1 / Math.sqrt(h), etaA: 1 / h, etaW: 1 / d };
    case "mean-field":
      return { ...sizes, readoutDeviation: 1 / h, etaA: 1 / h, etaW: h / d };
    default:
      throw new RangeError(`start is ${JSON.stringify(start)}; expected "gaussian", "ntk" or "mean-field"`);
  }
}

interface ScaledSquares {
  readonly up: number;
  readonly c: number;
  readonly down: number;
  readonly d: number;
}

/** Half the width of the integral in u, s = e^(pi/2 sinh u), and its nodes: at least so many, and so many for each root of a degree of freedom. */
const REACH = 4;
const LEAST_NODES = 400;
const NODES_PER_ROOT = 200;

/**
 * P(up chi_c^2 - down chi_d^2 <= x) for x <= 0: the integral over v = |x|/down + s^2 of the density of chi_d^2 at v times P(chi_c^2 <= down s^2/up), by
 * the double exponential rule (Takahasi and Mori 1974), in which all ends are smooth.
 */
function lowerTail({ up, c, down, d }: ScaledSquares, x: number): number {
  const first = -x / down;
  const density = chiSquareDensity(d);
  const cumulative = up > 0 ? chiSquareCumulative(c) : () => 1;
  // a chi-square variable of m degrees is narrow beside its size like 1/sqrt(m)
  const nodes = Math.max(LEAST_NODES, Math.ceil(NODES_PER_ROOT * Math.sqrt(Math.max(c, d))));
  const step = (2 * REACH) / nodes;
  let sum = 0;
  for (let k = 0; k <= nodes; k++) {
    const u = -REACH + k * step;
    const s = Math.exp((Math.PI / 2) * Math.sinh(u));
    const v = first + s * s;
    if (!(v > 0 && v < 1e5 + 10 * d)) continue;
    sum += density(v) * cumulative((down * s * s) / (up > 0 ? up : 1)) * 2 * s * s * (Math.PI / 2) * Math.cosh(u);
  }
  return Math.min(1, step * sum);
}
