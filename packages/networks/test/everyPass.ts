import { matrix, type ProductBuild, productBuilds } from "@lazyrich/linalg";
import { meanSquared, relu, twoLayerModel } from "../src/index.js";
import { randomVector } from "./randomVector.js";

/** Gradient, outputs, kernel and pattern of a small network by every build that runs here. */
export function everyPass(): Partial<Record<ProductBuild, number[]>> {
  const [n, d, h] = [301, 23, 12];
  const X = matrix(n, d, randomVector(n * d, 71));
  const theta = randomVector(h * (d + 1), 72);
  const results: Partial<Record<ProductBuild, number[]>> = {};
  for (const build of productBuilds()) {
    const model = twoLayerModel({ inputDimension: d, hiddenWidth: h, activation: relu });
    const network = model.bind({ X, Y: matrix(n, 1, randomVector(n, 73)), loss: meanSquared, build });
    const [gradient, outputs] = [new Float64Array(theta.length), new Float64Array(n)];
    network.gradient(theta, gradient);
    network.value(theta, outputs);
    const kernel = network.ntkMatrix(theta).data.subarray(0, 500);
    results[build] = [...gradient, ...outputs, ...kernel, ...network.activationPatterns!(theta)[0]!.active];
  }
  return results;
}
