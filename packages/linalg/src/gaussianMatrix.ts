import { type Matrix, matrix } from "./matrix.js";

/** A source of standard normal numbers, such as `randomGenerator(seed)` of `@lazyrich/data`. */
export interface GaussianSource {
  gaussian(): number;
}

/** A rows x columns matrix of independent standard normal entries. */
export function gaussianMatrix(rows: number, columns: number, random: GaussianSource): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < result.data.length; i++) result.data[i] = random.gaussian();
  return result;
}
