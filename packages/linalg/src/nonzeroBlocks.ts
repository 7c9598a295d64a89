import type { Matrix } from "./matrix.js";

/** Rows and columns that have entries other than 0 with each other and with no others, ascending. */
export interface NonzeroBlock {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** The blocks of which a matrix is a sum, up to the order of its rows and columns. Rows and columns of zeros are in none. */
export function nonzeroBlocks({ rows: n, columns: m, data }: Matrix): NonzeroBlock[] {
  const seen = new Uint8Array(n + m);
  const blocks: NonzeroBlock[] = [];
  for (let first = 0; first < n; first++) {
    if (seen[first]) continue;
    const [rows, columns]: [number[], number[]] = [[], []];
    const waiting = [first];
    seen[first] = 1;
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const isRow = index < n;
      (isRow ? rows : columns).push(isRow ? index : index - n);
      const count = isRow ? m : n;
      for (let k = 0; k < count; k++) {
        const other = isRow ? n + k : k;
        const entry = isRow ? data[index * m + k]! : data[k * m + index - n]!;
        if (entry === 0 || seen[other]) continue;
        seen[other] = 1;
        waiting.push(other);
      }
    }
    if (columns.length === 0) continue;
    rows.sort((a, b) => a - b);
    columns.sort((a, b) => a - b);
    blocks.push({ rows, columns });
  }
  return blocks;
}
