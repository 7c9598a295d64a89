import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  orthonormalColumns,
  requireFinite,
  requireFiniteMatrix,
  requireLength,
  requirePositive,
  requireWidths,
  singularValueDecomposition,
} from "@lazyrich/linalg";

export interface BalancedLayersOptions {
  /** The function at the start, beta = (W_m ... W_1)^T, d x c. */
  readonly beta0: Matrix;
  /** Widths of the hidden layers, from the input on. */
  readonly hiddenWidths: readonly number[];
  /** A learning rate for each layer; all 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  readonly random: GaussianSource;
}

export interface LambdaBalancedLayersOptions extends BalancedLayersOptions {
  /** The conserved quantity of each hidden layer: Delta_l = deltas[l - 1] I. */
  readonly deltas: readonly number[];
}

/**
 * Balanced layers with a given function: every conserved matrix eta_l W_(l+1)^T W_(l+1) - eta_(l+1) W_l W_l^T is 0, so each mode of beta0 has
 * the same share in every layer. The directions inside the network are random.
 *
 * @throws RangeError if a hidden layer is narrower than the rank of beta0, a number is not finite, a width not a whole number above 0, or a
 * learning rate not above 0.
 * @see Saxe et al. 2014; theory.md section 6.
 */
export function balancedLayers({ hiddenWidths, ...options }: BalancedLayersOptions): Matrix[] {
  const modes = modesOf(options.beta0);
  const narrowest = Math.min(...hiddenWidths);
  if (modes.values.length > narrowest) {
    throw new RangeError(`hiddenWidths has ${narrowest}; expected at least ${modes.values.length}, the rank of beta0`);
  }
  return layersWithModes(
    options,
    hiddenWidths,
    hiddenWidths.map(() => 0),
    modes,
    modes.values.length,
  );
}

/**
 * Lambda-balanced (isotropic) layers with a given function: Delta_l = delta_l I in each hidden layer, all of one width h. The directions inside
 * the network are random.
 *
 * A direction of a hidden layer that carries no mode of beta0 is 0 in the layer with the smallest share; the others hold the imbalance, which
 * needs h <= d where the first layer is one of them, and h <= c where the last is: with one hidden layer, delta > 0 needs h <= c, delta < 0 needs
 * h <= d.
 *
 * @throws RangeError if the sizes do not allow it, a number is not finite, or a learning rate not above 0.
 * @see Domine et al. 2025; Kunin et al. 2024, section 4; theory.md section 5.
 */
export function lambdaBalancedLayers({ hiddenWidths, deltas, ...options }: LambdaBalancedLayersOptions): Matrix[] {
  requireLength("deltas", deltas, hiddenWidths.length, "one a hidden layer");
  for (const [l, delta] of deltas.entries()) requireFinite(`deltas[${l}]`, delta);
  const h = hiddenWidths[0];
  const other = hiddenWidths.find((width) => width !== h);
  if (h === undefined || other !== undefined) {
    throw new RangeError(
      `hiddenWidths is ${hiddenWidths.join(", ")}; expected one width, or several that are the same`,
    );
  }
  const modes = modesOf(options.beta0);
  if (modes.values.length > h) {
    throw new RangeError(`hiddenWidths has ${h}; expected at least ${modes.values.length}, the rank of beta0`);
  }
  return layersWithModes(options, hiddenWidths, deltas, modes, h);
}

interface Modes {
  /** d x r. */
  readonly inputs: Matrix;
  /** The singular values of beta0 above rounding, descending. */
  readonly values: readonly number[];
  /** c x r. */
  readonly outputs: Matrix;
}

function modesOf(beta0: Matrix): Modes {
  requireFiniteMatrix("beta0", beta0);
  if (beta0.data.length === 0) throw new RangeError(`beta0 is ${beta0.rows} x ${beta0.columns}; expected an entry`);
  const { left, values, right } = singularValueDecomposition(beta0);
  const rounding = Number.EPSILON * Math.max(beta0.rows, beta0.columns) * values[0]!;
  const kept = [...values].filter((value) => value > rounding);
  return { inputs: firstColumns(left, kept.length), values: kept, outputs: firstColumns(right, kept.length) };
}

/** W_l = O_l diag(s_l) O_(l-1)^T over `count` modes, with random orthonormal O_l in the hidden layers. */
function layersWithModes(
  { beta0, learningRates, random }: Omit<BalancedLayersOptions, "hiddenWidths">,
  hiddenWidths: readonly number[],
  deltas: readonly number[],
  { inputs, values, outputs }: Modes,
  count: number,
): Matrix[] {
  const widths = [beta0.rows, ...hiddenWidths, beta0.columns];
  requireWidths("widths", widths);
  const rates = learningRates ?? widths.slice(1).map(() => 1);
  requireLength("learningRates", rates, widths.length - 1, "one a layer");
  for (const [l, rate] of rates.entries()) requirePositive(`learningRates[${l}]`, rate);

  const shares = Array.from({ length: count }, (_, k) => layerShares(values[k] ?? 0, deltas, rates));
  const last = rates.length - 1;
  const needs = (l: number): number => shares.filter((share) => share[l]! > 0).length;
  if (needs(0) > beta0.rows) throw impossible("d", beta0.rows, needs(0), deltas);
  if (needs(last) > beta0.columns) throw impossible("c", beta0.columns, needs(last), deltas);

  const bases = widths.map((width, l) => {
    if (l === 0) return completed(inputs, Math.min(count, width), random);
    if (l === widths.length - 1) return completed(outputs, Math.min(count, width), random);
    return orthonormalColumns(gaussianMatrix(width, count, random));
  });
  return rates.map((_, l) => {
    const [from, to] = [bases[l]!, bases[l + 1]!];
    const layer = matrix(to.rows, from.rows);
    for (let k = 0; k < Math.min(from.columns, to.columns); k++) {
      const value = shares[k]![l]!;
      for (let i = 0; i < to.rows; i++) {
        const factor = value * to.data[i * to.columns + k]!;
        for (let j = 0; j < from.rows; j++) {
          layer.data[i * from.rows + j] = layer.data[i * from.rows + j]! + factor * from.data[j * from.columns + k]!;
        }
      }
    }
    return layer;
  });
}

function impossible(name: string, size: number, needed: number, deltas: readonly number[]): RangeError {
  return new RangeError(
    `deltas is ${deltas.join(", ")} with ${name} = ${size}; expected ${name} >= ${needed}, the hidden directions that hold the imbalance`,
  );
}

/**
 * The singular values of one mode in each layer: u_l = s_l^2 / eta_l satisfy u_(l+1) = u_l + delta_l / (eta_l eta_(l+1)), and their product is
 * sigma^2 over that of the learning rates. A scalar equation for the smallest u, which is monotone.
 */
function layerShares(sigma: number, deltas: readonly number[], rates: readonly number[]): number[] {
  const offsets = [0];
  for (const [l, delta] of deltas.entries()) offsets.push(offsets[l]! + delta / rates[l]! / rates[l + 1]!);
  const least = Math.min(...offsets);
  const excess = offsets.map((offset) => offset - least);
  const target = rates.reduce((sum, rate) => sum - Math.log(rate), 2 * Math.log(sigma));
  const smallest =
    sigma === 0
      ? 0
      : Math.exp(rootOf((x) => excess.reduce((sum, e) => sum + (e === 0 ? x : Math.log(Math.exp(x) + e)), -target)));
  return excess.map((e, l) => Math.sqrt((smallest + e) * rates[l]!));
}

/** The root of a function that rises at a slope of at least 1, to the last digits, by bisection. */
function rootOf(rising: (x: number) => number): number {
  let high = 0;
  // a slope of at least 1 brackets the root by the value
  const value = rising(high);
  let low = high - Math.abs(value);
  high += Math.abs(value);
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
}

/** The given orthonormal columns, and random ones up to `count`. */
function completed(basis: Matrix, count: number, random: GaussianSource): Matrix {
  const rest = gaussianMatrix(basis.rows, count - basis.columns, random);
  const result = matrix(basis.rows, count);
  for (let i = 0; i < basis.rows; i++) {
    for (let k = 0; k < count; k++) {
      result.data[i * count + k] =
        k < basis.columns ? basis.data[i * basis.columns + k]! : rest.data[i * rest.columns + k - basis.columns]!;
    }
  }
  return orthonormalColumns(result);
}

function firstColumns({ rows, columns, data }: Matrix, count: number): Matrix {
  return matrix(
    rows,
    count,
    data.filter((_, at) => at % columns < count),
  );
}
