import { type ProductBuild, productBuilds } from "@lazyrich/linalg";
import { crossEntropy } from "../src/index.js";
import { smallCase } from "./everyKind.js";

/** Loss, gradient and a row of the kernel of small networks by every build that runs here, in both precisions. */
export function everyBuild(): Partial<Record<ProductBuild, number[]>> {
  const results: Partial<Record<ProductBuild, number[]>> = {};
  for (const build of productBuilds()) {
    const found: number[] = [];
    for (const name of ["convolutions", "normalised convolutions", "two blocks of attention"]) {
      const { network, theta, X, classes } = smallCase(name);
      for (const precision of ["float32", "float64"] as const) {
        const bound = network.bind({ X, Y: classes, loss: crossEntropy, build, precision });
        const gradient = new Float64Array(theta.length);
        found.push(bound.lossAndGradient(theta, gradient), ...gradient);
        found.push(...bound.ntkMatrix(theta).data.subarray(0, 27));
      }
    }
    results[build] = found;
  }
  return results;
}
