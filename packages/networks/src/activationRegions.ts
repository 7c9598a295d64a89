import { type Matrix, requireFinite, requireFiniteMatrix, requireFiniteVector, requireLength } from "@lazyrich/linalg";

/** A layer of piecewise-linear neurons, $x -> sigma(W x + b)$. */
export interface PiecewiseLinearLayer {
  /** $h x d$: one neuron a row. */
  readonly W: Matrix;
  /** Length h; 0 if not given. */
  readonly b?: ArrayLike<number> | undefined;
}

export interface ActivationRegionsOptions {
  /** From the input on; the first has two inputs, every other one as many as the layer before has neurons. */
  readonly layers: readonly PiecewiseLinearLayer[];
  /** The part of the plane to divide. */
  readonly window: {
    /** From where to where across. */
    readonly x: readonly [number, number];
    /** From where to where upward. */
    readonly y: readonly [number, number];
  };
  /** The slope of sigma below 0: 0 (ReLU) if not given. */
  readonly gamma?: number | undefined;
}

/** A convex part of the plane on which a network is affine. */
export interface ActivationRegion {
  /** Counterclockwise. */
  readonly corners: readonly (readonly [number, number])[];
  /** 1 for every neuron that is active ($W x + b >= 0$) there, layer after layer. */
  readonly active: Uint8Array;
}

/**
 * The activation regions of a piecewise-linear network on a window of the plane, exactly: each neuron is affine on each region that the
 * neurons before it leave, and divides those that its line crosses. No pixel is sampled; h neurons of one layer leave up to $1 + h + h(h - 1)/2$
 * regions.
 *
 * In a network without redundant neurons one neuron changes where one region meets the next, so the parity of the number of active neurons
 * colours the regions in two colours.
 *
 * @throws RangeError if the layers do not fit one another or a number is not finite, or the window is empty.
 * @see Kunin et al. 2024, section 5 and figure 9.
 * @example
 * import { activationRegions } from "@lazyrich/networks";
 * const W = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const regions = activationRegions({ layers: [{ W }], window: { x: [-1, 1], y: [-1, 1] } });
 * regions.map(({ active }) => [...active].join("")); // ["00", "01", "10", "11"]
 */
export function activationRegions({ layers, window, gamma = 0 }: ActivationRegionsOptions): ActivationRegion[] {
  requireFinite("gamma", gamma);
  requireLayers(layers);
  let pieces: Piece[] = [wholeWindow(window)];
  for (const { W, b } of layers) {
    for (let k = 0; k < W.rows; k++) {
      pieces = pieces.flatMap((piece) => divided(piece, preactivation(piece, W, k, b?.[k] ?? 0)));
    }
    pieces = pieces.map((piece) => throughLayer(piece, W, b, gamma));
  }
  return pieces.map(({ corners, active }) => ({ corners, active: Uint8Array.from(active) }));
}

type Corner = readonly [number, number];
/** An affine function of the plane, f(x, y) = p x + q y + r. */
type Affine = readonly [p: number, q: number, r: number];

interface Piece {
  readonly corners: readonly Corner[];
  readonly active: readonly number[];
  /** The outputs of the last finished layer, as functions of the plane. */
  readonly features: readonly Affine[];
}

function wholeWindow({ x, y }: ActivationRegionsOptions["window"]): Piece {
  for (const [name, [low, high]] of Object.entries({ x, y })) {
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
      throw new RangeError(`window.${name} is [${low}, ${high}]; expected two finite numbers, the lower one first`);
    }
  }
  return {
    corners: [
      [x[0], y[0]],
      [x[1], y[0]],
      [x[1], y[1]],
      [x[0], y[1]],
    ],
    active: [],
    features: [
      [1, 0, 0],
      [0, 1, 0],
    ],
  };
}

function requireLayers(layers: readonly PiecewiseLinearLayer[]): void {
  let inputs = 2;
  for (const [l, { W, b }] of layers.entries()) {
    requireFiniteMatrix(`layers[${l}].W`, W);
    if (W.columns !== inputs) {
      throw new RangeError(
        `layers[${l}].W has ${W.columns} columns; expected ${inputs}, ${l === 0 ? "the plane" : "the neurons before it"}`,
      );
    }
    if (b) {
      requireLength(`layers[${l}].b`, b, W.rows, "one a neuron");
      requireFiniteVector(`layers[${l}].b`, b);
    }
    inputs = W.rows;
  }
}

function preactivation({ features }: Piece, W: Matrix, k: number, bias: number): Affine {
  let [p, q, r] = [0, 0, bias];
  for (const [j, feature] of features.entries()) {
    const weight = W.data[k * W.columns + j]!;
    p += weight * feature[0];
    q += weight * feature[1];
    r += weight * feature[2];
  }
  return [p, q, r];
}

/** The parts of a piece where an affine function is positive and where it is not; one where its line misses the piece. */
function divided(piece: Piece, [p, q, r]: Affine): Piece[] {
  const { corners, active } = piece;
  const values = corners.map(([x, y]) => p * x + q * y + r);
  const size = Math.max(...corners.map(([x, y]) => Math.abs(p * x) + Math.abs(q * y) + Math.abs(r)));
  // a line through a corner, or along an edge, misses by rounding alone
  const rounding = 1e-12 * size;
  const isPositive = values.some((value) => value > rounding);
  const isNegative = values.some((value) => value < -rounding);
  if (!(isPositive && isNegative)) return [{ ...piece, active: [...active, isPositive ? 1 : 0] }];
  const sides: [Corner[], Corner[]] = [[], []];
  for (const [i, corner] of corners.entries()) {
    const next = (i + 1) % corners.length;
    const [here, there] = [values[i]!, values[next]!];
    if (here >= -rounding) sides[1].push(corner);
    if (here <= rounding) sides[0].push(corner);
    if (Math.abs(here) > rounding && Math.abs(there) > rounding && here > 0 !== there > 0) {
      const crossing = between(corner, corners[next]!, here / (here - there));
      sides[0].push(crossing);
      sides[1].push(crossing);
    }
  }
  return sides.map((side, sign) => ({ ...piece, corners: side, active: [...active, sign] }));
}

function between([x0, y0]: Corner, [x1, y1]: Corner, share: number): Corner {
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}

function throughLayer(piece: Piece, W: Matrix, b: ArrayLike<number> | undefined, gamma: number): Piece {
  const first = piece.active.length - W.rows;
  const features = Array.from({ length: W.rows }, (_, k): Affine => {
    const [p, q, r] = preactivation(piece, W, k, b?.[k] ?? 0);
    const slope = piece.active[first + k] === 1 ? 1 : gamma;
    return [slope * p, slope * q, slope * r];
  });
  return { ...piece, features };
}
