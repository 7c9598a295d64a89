import type { RunMeasure } from "../measure.js";
import { residual } from "../models/residual.js";

/** What is left of a filter that is as its neighbours are: -1/4 of the corners, -1/2 of the sides, 2 of the middle. */
const ROUGHNESS = [
  [-0.25, -0.5, -0.25],
  [-0.5, 2, -0.5],
  [-0.25, -0.5, -0.25],
] as const;

/**
 * The mean over the filters of a convolution of the sum of squares of each, at norm 1, convolved with a kernel of second differences, padded
 * by one. White noise has 5.1 of 15 x 15 pixels; a smaller number is a smoother filter. A filter of zeros is left out; NaN where all are.
 *
 * @param weights out x in x height x width, row-major
 * @param options these four sizes
 * @see Kunin et al. 2024, equations 132 and 133
 * @example
 * import { smoothnessOfFilters } from "@lazyrich/runs";
 * const flat = new Float64Array(9).fill(1);
 * const rough = Float64Array.from({ length: 9 }, (_, k) => (-1) ** k);
 * smoothnessOfFilters(flat, [1, 1, 3, 3]); // 0.36111
 * smoothnessOfFilters(rough, [1, 1, 3, 3]); // 8.3611
 */
export function smoothnessOfFilters(weights: ArrayLike<number>, [, , height, width]: readonly number[]): number {
  const area = height! * width!;
  let [sum, count] = [0, 0];
  for (let first = 0; first < weights.length; first += area) {
    let [square, rough] = [0, 0];
    for (let y = 0; y < height!; y++) {
      for (let x = 0; x < width!; x++) {
        square += weights[first + y * width! + x]! ** 2;
        let response = 0;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            if (y + dy < 0 || y + dy >= height! || x + dx < 0 || x + dx >= width!) continue;
            response += ROUGHNESS[dy + 1]![dx + 1]! * weights[first + (y + dy) * width! + x + dx]!;
          }
        }
        rough += response * response;
      }
    }
    if (square > 0) {
      sum += rough / square;
      count++;
    }
  }
  return sum / count;
}

export const filterSmoothness: RunMeasure = {
  name: "filterSmoothness",
  summary:
    "of the first layer's filters, the mean square of their second differences (equation 132): smaller is smoother, noise has 5.1; null without a convolution",
  label: "smoothness of filters",
  unit: "",
  scale: "linear",
  better: null,
  per: "run",
  example: { ...residual.example, measures: ["trainLoss", "filterSmoothness"] },
  of({ problem: { model }, theta }) {
    const [first] = model.layers;
    if (first?.shape.length !== 4) return null;
    const size = first.shape.reduce((product, side) => product * side, 1);
    const smoothness = smoothnessOfFilters(theta.subarray(first.offset, first.offset + size), first.shape);
    return Number.isNaN(smoothness) ? null : smoothness;
  },
};
