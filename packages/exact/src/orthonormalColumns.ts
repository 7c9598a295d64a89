import { type Matrix, matrix } from "@lazyrich/linalg";

/**
 * A matrix (n x count) with orthonormal columns in directions that are uniform on the sphere: Gaussian vectors, orthogonalised twice.
 *
 * @param random draws numbers in [0, 1).
 */
export function orthonormalColumns(n: number, count: number, random: () => number): Matrix {
  const columns: Float64Array[] = [];
  while (columns.length < count) {
    const column = Float64Array.from({ length: n }, () => gaussian(random));
    for (let pass = 0; pass < 2; pass++) {
      for (const other of columns) {
        const shadow = column.reduce((sum, entry, i) => sum + entry * other[i]!, 0);
        for (let i = 0; i < n; i++) column[i] = column[i]! - shadow * other[i]!;
      }
      const length = Math.hypot(...column);
      for (let i = 0; i < n; i++) column[i] = column[i]! / length;
    }
    columns.push(column);
  }
  const result = matrix(n, count);
  for (const [j, column] of columns.entries()) for (let i = 0; i < n; i++) result.data[i * count + j] = column[i]!;
  return result;
}

/** A standard normal number (Box and Muller). */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
