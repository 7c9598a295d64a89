import type { Precision } from "@lazyrich/deep";
import { euclideanNorm, type Matrix } from "@lazyrich/linalg";
import type { Architecture, NetworkState } from "../architecture/architecture.js";
import { features } from "./features.js";
import { hiddenLayers } from "./hiddenLayers.js";

/**
 * How far the units of each hidden layer have changed, in [0, 1]. Of a ReLU or leaky layer, the share of pairs of unit and input
 * that switched; of an image, units are channels by positions, before pooling. Of a smooth activation, the angle over pi by which
 * the pre-activations of a unit have turned, as a vector over inputs, in the mean over units: of Gaussian numbers it is the share that
 * changes its sign.
 */
export function activationChange(
  { network, description }: Architecture,
  before: NetworkState,
  after: NetworkState,
  inputs: Matrix,
  precision: Precision,
): number[] {
  const [patterns, patternsAfter] = [before, after].map(({ theta, statistics }) =>
    network.activationPatterns(theta, inputs, { precision, statistics }),
  ) as [ReturnType<typeof network.activationPatterns>, ReturnType<typeof network.activationPatterns>];
  let kinked = 0;
  return hiddenLayers(description).map((layer) => {
    if (!layer.hasKink) {
      const [z, zAfter] = [before, after].map((state) => features(layer.before, state, inputs, precision));
      return rotation(z!, zAfter!);
    }
    const [active, activeAfter] = [patterns[kinked]!.active, patternsAfter[kinked]!.active];
    kinked++;
    let switched = 0;
    for (let i = 0; i < active.length; i++) switched += active[i]! ^ activeAfter[i]!;
    return switched / active.length;
  });
}

/** The mean angle between columns over pi; a column of zeros that stays so has not turned. */
function rotation(a: Matrix, b: Matrix): number {
  const column = ({ rows, columns, data }: Matrix, j: number) =>
    Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
  let sum = 0;
  for (let j = 0; j < a.columns; j++) {
    const [x, y] = [column(a, j), column(b, j)];
    const [xIsZero, yIsZero] = [x, y].map((z) => z.every((entry) => entry === 0));
    if (xIsZero && yIsZero) continue;
    sum += xIsZero || yIsZero ? 0.5 : angle(x, y) / Math.PI;
  }
  return sum / a.columns;
}

/** The angle between two vectors, not by its cosine, which holds no digits of a small one. @see Kahan 2006 */
function angle(x: Float64Array, y: Float64Array): number {
  const [sizeX, sizeY] = [euclideanNorm(x), euclideanNorm(y)];
  const apart = x.map((entry, k) => entry / sizeX - y[k]! / sizeY);
  const along = x.map((entry, k) => entry / sizeX + y[k]! / sizeY);
  return 2 * Math.atan2(euclideanNorm(apart), euclideanNorm(along));
}
