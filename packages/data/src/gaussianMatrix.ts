import { type Matrix, matrix } from "@lazyrich/linalg";
import type { RandomGenerator } from "./randomGenerator.js";

/** A rows x columns matrix of independent standard normal entries. */
export function gaussianMatrix(rows: number, columns: number, random: RandomGenerator): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < result.data.length; i++) result.data[i] = random.gaussian();
  return result;
}
