import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  orthonormalColumns,
  requireFiniteMatrix,
  requireLength,
  requirePositive,
  requireWidths,
  singularValueDecomposition,
} from "@lazyrich/linalg";

/** What layers with a given function are made from, whatever they conserve. */
export interface LayersWithFunction {
  /** The function at the start, $beta = (W_m ... W_1)^T$, $d x c$. */
  readonly beta0: Matrix;
  /** A learning rate for each layer; all 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  readonly random: GaussianSource;
}

/** The directions and sizes of a function. */
export interface Modes {
  /** d x r. */
  readonly inputs: Matrix;
  /** The singular values of beta0 above rounding, descending. */
  readonly values: readonly number[];
  /** c x r. */
  readonly outputs: Matrix;
}

/** The modes of a function, from its singular value decomposition. */
export function modesOf(beta0: Matrix): Modes {
  requireFiniteMatrix("beta0", beta0);
  if (beta0.data.length === 0) throw new RangeError(`beta0 is ${beta0.rows} x ${beta0.columns}; expected an entry`);
  const { left, values, right } = singularValueDecomposition(beta0);
  const rounding = Number.EPSILON * Math.max(beta0.rows, beta0.columns) * values[0]!;
  const kept = [...values].filter((value) => value > rounding);
  return { inputs: firstColumns(left, kept.length), values: kept, outputs: firstColumns(right, kept.length) };
}

/** W_l = O_l diag(s_l) O_(l-1)^T over `count` modes, with random orthonormal O_l in the hidden layers. */
export function layersWithModes(
  { beta0, learningRates, random }: LayersWithFunction,
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
