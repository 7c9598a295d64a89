import type { NumericArray } from "@lazyrich/tables";

/** A weight, and the name it had before it was turned. */
export interface OnnxConstant {
  readonly name: string;
  readonly array: NumericArray;
}

/** Rows for columns. */
export function turned({ shape, data }: NumericArray): NumericArray {
  const [rows, columns] = shape as [number, number];
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j]!;
  return { shape: [columns, rows], data: result };
}
