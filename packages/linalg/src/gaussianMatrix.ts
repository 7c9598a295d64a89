import { type Matrix, matrix } from "./matrix.js";

/** A source of standard normal numbers, such as `randomGenerator(seed)` of `@lazyrich/data`. */
export interface GaussianSource {
  gaussian(): number;
}

/**
 * A rows x columns matrix of independent standard normal entries.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param random the source of standard normal numbers
 * @example
 * import { gaussianMatrix } from "@lazyrich/linalg";
 * let draws = 0;
 * gaussianMatrix(2, 2, { gaussian: () => draws++ }).data; // [0, 1, 2, 3]: row after row
 */
export function gaussianMatrix(rows: number, columns: number, random: GaussianSource): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < result.data.length; i++) result.data[i] = random.gaussian();
  return result;
}
