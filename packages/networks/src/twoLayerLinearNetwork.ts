import type { Matrix, ProductBuild } from "@lazyrich/linalg";
import { type DeepLinearNetwork, deepLinearNetwork } from "./deepLinearNetwork.js";

export interface TwoLayerLinearNetworkOptions {
  /** Training inputs, n x d: one a row. Any matrix, whitened or not. */
  readonly X: Matrix;
  /** Their targets, n x c. */
  readonly Y: Matrix;
  /** h, the number of hidden neurons. */
  readonly hiddenWidth: number;
  /** Learning rate of the readouts A; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights W; 1 if not given. */
  readonly etaW?: number | undefined;
  /** The build of the matrix products; by default the fastest, whose last digits may differ between machines. */
  readonly build?: ProductBuild | undefined;
}

/** A network whose parameters are the entries of W (h x d) and then of A (h x c), each row-major: a neuron is a row of both. */
export type TwoLayerLinearNetwork = Omit<DeepLinearNetwork, "conservedMatrices"> & {
  /** What gradient flow conserves, Delta = etaW A A^T - etaA W W^T, exactly symmetric, summed in twice the working precision. */
  conservedMatrix(theta: ArrayLike<number>): Matrix;
};

/**
 * The two-layer linear network f(x) = A^T W x with its training data: `deepLinearNetwork` of one hidden layer, whose second layer is A^T.
 *
 * @throws RangeError as `deepLinearNetwork`.
 * @see Kunin et al. 2024, section 4; theory.md section 5.
 */
export function twoLayerLinearNetwork({
  X,
  Y,
  hiddenWidth: h,
  etaA = 1,
  etaW = 1,
  build,
}: TwoLayerLinearNetworkOptions): TwoLayerLinearNetwork {
  const { conservedMatrices, ...network } = deepLinearNetwork({
    X,
    Y,
    hiddenWidths: [h],
    learningRates: [etaW, etaA],
    build,
  });
  const [d, c] = [X.columns, Y.columns];
  const turned = new Float64Array(network.parameterCount);

  /** Theta with A^T in the place of A. */
  const turn = (theta: ArrayLike<number>): Float64Array => {
    for (let k = 0; k < h * d; k++) turned[k] = theta[k]!;
    for (let k = 0; k < h; k++) for (let q = 0; q < c; q++) turned[h * d + q * h + k] = theta[h * d + k * c + q]!;
    return turned;
  };
  const turnBack = (out: Float64Array): void => {
    turned.set(out);
    for (let k = 0; k < h; k++) for (let q = 0; q < c; q++) out[h * d + k * c + q] = turned[h * d + q * h + k]!;
  };

  return {
    ...network,
    value: (theta, out, inputs) => network.value(turn(theta), out, inputs),
    loss: (theta) => network.loss(turn(theta)),
    gradient(theta, out) {
      network.gradient(turn(theta), out);
      turnBack(out);
    },
    field(_, theta, out) {
      network.field(0, turn(theta), out);
      turnBack(out);
    },
    ntkMatrix: (theta, out) => network.ntkMatrix(turn(theta), out),
    beta: (theta) => network.beta(turn(theta)),
    conservedMatrix: (theta) => conservedMatrices(turn(theta))[0]!,
  };
}
