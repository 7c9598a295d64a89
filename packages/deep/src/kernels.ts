/**
 * What a plan computes with, in WebAssembly (assembly/) or in JavaScript (javascript/). Buffers are byte addresses in one
 * memory, sizes and strides count numbers. Numbers are float32 or float64; moments and losses are always float64, indices
 * unsigned 32-bit. Nothing is checked and nothing allocated.
 */
export interface Kernels {
  /** C = A B, or C + A B where `proceed`, C m x n; entry (i, k) of A lies i aRow + k aColumn numbers after `a`. */
  multiply(
    m: number,
    depth: number,
    n: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    cRow: number,
    proceed: boolean,
  ): void;
  /** x_i += row, for each row of x (rows x width). */
  addRow(rows: number, width: number, row: number, x: number): void;
  /** sums += the sums of the columns of x (rows x width). */
  addColumnSums(rows: number, width: number, x: number, sums: number): void;
  /** y += x. */
  addVector(n: number, x: number, y: number): void;
  /** y = factor x, or y + factor x where `proceed`. */
  scale(n: number, factor: number, x: number, y: number, proceed: boolean): void;
  /** Copies rows of `width` numbers, which lie xRow and yRow numbers apart. */
  copyRows(rows: number, width: number, x: number, xRow: number, y: number, yRow: number): void;
  clear(n: number, x: number): void;
  /** `count` matrices (rows x columns), one after the other, transposed. */
  transpose(count: number, rows: number, columns: number, x: number, y: number): void;
  /** y_i = factor x[index_i]. */
  permute(n: number, index: number, factor: number, x: number, y: number): void;

  /** Each row of out: the sum of the `each` rows of the table that `index` names, added to what is there where `proceed`. */
  gatherSums(
    rows: number,
    width: number,
    each: number,
    index: number,
    table: number,
    out: number,
    proceed: boolean,
  ): void;
  /** Adds each row of x to the `each` rows of the table that `index` names. */
  scatterSums(rows: number, width: number, each: number, index: number, x: number, table: number): void;

  /** y = x where x >= 0, else gamma x. */
  leaky(n: number, gamma: number, x: number, y: number): void;
  leakyBackward(n: number, gamma: number, x: number, dy: number, dx: number): void;
  tanh(n: number, x: number, y: number): void;
  tanhBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = x Phi(x). */
  gelu(n: number, x: number, y: number): void;
  geluBackward(n: number, x: number, dy: number, dx: number): void;

  /** The sum of -log softmax(outputs)[label], and its slope times `factor` where `slope` is not 0. */
  crossEntropy(rows: number, width: number, outputs: number, labels: number, factor: number, slope: number): number;
  /** 1/2 sum (outputs - targets)^2, and its slope times `factor` where `slope` is not 0. */
  halfSquares(n: number, outputs: number, targets: number, factor: number, slope: number): number;
}
