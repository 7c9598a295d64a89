import { LANES, SIZE } from "./lanes";
import { transposeSquare } from "./packPanel";

/** x_i += row, for every row x_i of x (rows x width). */
export function addRow(rows: usize, width: usize, row: usize, x: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    addVector(width, row, x);
    x += width * SIZE;
  }
}

/** sums += the sums of the columns of x (rows x width), row after row. */
export function addColumnSums(rows: usize, width: usize, x: usize, sums: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    addVector(width, x, sums);
    x += width * SIZE;
  }
}

/** y += x, of length n. */
export function addVector(n: usize, x: usize, y: usize): void {
  const end = y + (n - (n % LANES)) * SIZE;
  while (y < end) {
    v128.store(y, v128.add<Float>(v128.load(y), v128.load(x)));
    x += 16;
    y += 16;
  }
  for (let j: usize = 0; j < n % LANES; j++) {
    store<Float>(y + j * SIZE, load<Float>(y + j * SIZE) + load<Float>(x + j * SIZE));
  }
}

/** y = factor x, or y + factor x where `proceed`, of length n. */
export function scale(n: usize, factor: Float, x: usize, y: usize, proceed: bool): void {
  const factors = v128.splat<Float>(factor);
  const end = y + (n - (n % LANES)) * SIZE;
  while (y < end) {
    const product = v128.mul<Float>(factors, v128.load(x));
    v128.store(y, proceed ? v128.add<Float>(v128.load(y), product) : product);
    x += 16;
    y += 16;
  }
  for (let j: usize = 0; j < n % LANES; j++) {
    const product = factor * load<Float>(x + j * SIZE);
    store<Float>(y + j * SIZE, proceed ? load<Float>(y + j * SIZE) + product : product);
  }
}

/** Copies rows of `width` numbers, which lie xRow and yRow numbers apart. */
export function copyRows(rows: usize, width: usize, x: usize, xRow: usize, y: usize, yRow: usize): void {
  for (let i: usize = 0; i < rows; i++) memory.copy(y + i * yRow * SIZE, x + i * xRow * SIZE, width * SIZE);
}

/** Zeros, of length n. */
export function clear(n: usize, x: usize): void {
  memory.fill(x, 0, n * SIZE);
}

/** y_k = x_k transposed (columns x rows), for `count` matrices x_k (rows x columns) one after the other. */
export function transpose(count: usize, rows: usize, columns: usize, x: usize, y: usize): void {
  const wholeRows = rows - (rows % LANES);
  const wholeColumns = columns - (columns % LANES);
  for (let k: usize = 0; k < count; k++) {
    for (let i: usize = 0; i < wholeRows; i += LANES) {
      for (let j: usize = 0; j < wholeColumns; j += LANES) {
        transposeSquare(x + (i * columns + j) * SIZE, columns * SIZE, y + (j * rows + i) * SIZE, rows * SIZE);
      }
    }
    for (let i: usize = 0; i < rows; i++) {
      for (let j = i < wholeRows ? wholeColumns : 0; j < columns; j++) {
        store<Float>(y + (j * rows + i) * SIZE, load<Float>(x + (i * columns + j) * SIZE));
      }
    }
    x += rows * columns * SIZE;
    y += rows * columns * SIZE;
  }
}

/** y_i = factor x[index_i], of length n. */
export function permute(n: usize, index: usize, factor: Float, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i++) {
    store<Float>(y + i * SIZE, factor * load<Float>(x + <usize>load<u32>(index + i * 4) * SIZE));
  }
}
