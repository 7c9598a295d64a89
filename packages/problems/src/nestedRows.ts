/** A row-major n x d array as n arrays of length d. */
export function nestedRows(values: Float64Array, d: number): number[][] {
  return Array.from({ length: d === 0 ? 0 : values.length / d }, (_, i) => [...values.subarray(i * d, (i + 1) * d)]);
}
