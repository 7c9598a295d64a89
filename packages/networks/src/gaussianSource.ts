import { type Matrix, matrix } from "@lazyrich/linalg";

/** A source of standard normal numbers, such as `randomGenerator(seed)` of the package data. */
export interface GaussianSource {
  gaussian(): number;
}

export function gaussianMatrix(rows: number, columns: number, random: GaussianSource): Matrix {
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.gaussian()),
  );
}
