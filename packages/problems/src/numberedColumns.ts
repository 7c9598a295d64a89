import type { Row } from "@lazyrich/tables";

/** A vector as columns: `w1`, `w2`, ... */
export const numberedColumns = (name: string, values: readonly number[]): Row =>
  Object.fromEntries(values.map((value, j) => [`${name}${j + 1}`, value]));

/** A matrix as columns: `beta1_1`, `beta1_2`, ... */
export const numberedMatrix = (name: string, rows: readonly (readonly number[])[]): Row =>
  Object.assign({}, ...rows.map((row, i) => numberedColumns(`${name}${i + 1}_`, row)));
