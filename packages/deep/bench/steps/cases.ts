import { type Matrix, matrix } from "@lazyrich/linalg";
import { adamW, type DeepNetwork, decoder, deepNetwork, leNet5, mlp, type Optimiser, sgd } from "../../dist/index.js";

/** A network and a batch of the paper's section 6. */
export interface Case {
  readonly name: string;
  readonly network: DeepNetwork;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly theta: Float32Array;
  readonly method: Optimiser;
  /** The products a step cannot do without, m x k by k x n. */
  readonly products: readonly Product[];
}

export type Product = readonly [m: number, k: number, n: number];

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const below = (n: number): number => Math.floor(n * random());

export const centred = (length: number, size: number): Float64Array =>
  Float64Array.from({ length }, () => size * (random() + random() + random() + random() - 2) * Math.sqrt(3));

/** A layer's product, and those of the slopes of its input and of its weights. */
const threefold = (m: number, k: number, n: number): Product[] => [
  [m, k, n],
  [m, n, k],
  [k, m, n],
];

const momentum = sgd({ learningRate: 0.01, momentum: 0.9 });
const decay = adamW({ learningRate: 1e-3, betas: [0.9, 0.98], weightDecay: 0.3 });

export const leNet: DeepNetwork = deepNetwork(leNet5({ bias: false }));

/** In the order of torchSteps.py. */
export const cases: readonly Case[] = [hierarchy(), images(), equations(128), equations(64)];

function hierarchy(): Case {
  const network = deepNetwork(
    mlp({ inputDimension: 64, widths: [64, 64, 64], outputDimension: 8, parameterization: "mean-field" }),
  );
  const X = matrix(128, 64);
  for (let k = 0; k < 128 * 8; k++) X.data[8 * k + below(8)] = 1;
  // the first layer gathers
  const products = [...threefold(128, 64, 64), ...threefold(128, 64, 64), ...threefold(128, 64, 8)];
  return { name: "hierarchy 64-64-64-64-8, batch 128", ...filled(network, X, 1), method: momentum, products };
}

function images(): Case {
  const products: Product[] = [
    [64 * 784, 25, 6],
    [25, 64 * 784, 6],
    ...threefold(6400, 150, 16),
    ...threefold(64, 400, 120),
    ...threefold(64, 120, 84),
    ...threefold(64, 84, 10),
  ];
  const X = matrix(64, 784, centred(64 * 784, 1));
  return { name: "LeNet-5, batch 64", ...filled(leNet, X, 0.05), method: momentum, products };
}

function equations(d: number): Case {
  const network = deepNetwork(decoder({ vocabulary: 99, positions: 4, width: d, heads: 4 }));
  const tokens = Array.from({ length: 512 }, () => [below(97), 97, below(97), 98]);
  // 196 distinct rows of tokens and positions, and one query of each input
  const products = [
    ...threefold(196, d, 2 * d),
    ...threefold(512, d, d),
    ...threefold(512, d, 4 * d),
    ...threefold(512, 4 * d, d),
    ...threefold(512, d, 99),
  ];
  const X = matrix(512, 4, Float64Array.from(tokens.flat()));
  return { name: `decoder p = 97, d = ${d}, batch 512`, ...filled(network, X, 0.1), method: decay, products };
}

function filled(network: DeepNetwork, X: Matrix, start: number): Pick<Case, "network" | "X" | "Y" | "theta"> {
  const labels = Float64Array.from({ length: X.rows }, () => below(network.outputDimension));
  const theta = new Float32Array(centred(network.parameterCount, start));
  return { network, X, Y: matrix(X.rows, 1, labels), theta };
}
