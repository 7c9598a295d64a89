import { gaussianMatrix, type Matrix } from "@lazyrich/linalg";
import type { RandomGenerator } from "./randomGenerator.js";

/**
 * A rows x columns matrix whose rows are independent and uniform on the unit sphere.
 *
 * @param rows how many vectors
 * @param columns their length
 * @param random the source of randomness
 * @example
 * import { randomGenerator, unitRows } from "@lazyrich/data";
 * const { data } = unitRows(2, 3, randomGenerator(1));
 * Math.hypot(...data.subarray(3)); // 1
 */
export function unitRows(rows: number, columns: number, random: RandomGenerator): Matrix {
  const result = gaussianMatrix(rows, columns, random);
  for (let i = 0; i < rows; i++) {
    const row = result.data.subarray(i * columns, (i + 1) * columns);
    let square = 0;
    for (let j = 0; j < columns; j++) square += row[j]! * row[j]!;
    const norm = Math.sqrt(square);
    for (let j = 0; j < columns; j++) row[j] = row[j]! / norm;
  }
  return result;
}
