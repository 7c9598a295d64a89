import type { Matrix } from "@lazyrich/linalg";
import type { Precision } from "./memory.js";
import type { Plan } from "./plan.js";
import { rowLength, type Shape } from "./shape.js";

/** Inputs as a plan takes them. */
export interface InputTable {
  /** Ones in each row of a one-hot table, else 0. */
  readonly ones: number;
  /** Puts `count` inputs, rows[first ...] or the rows first ..., into a plan's buffer. */
  load(plan: Plan, rows: ArrayLike<number> | undefined, first: number, count: number): void;
}

/** Rows at most so full are taken as one-hot. */
const LARGEST_SHARE_OF_ONES = 0.25;

/**
 * Inputs laid out for a network: images channels last, tokens as whole numbers, and vectors whose rows are all zeros and
 * equally many ones as lists of these.
 *
 * @throws RangeError if a row does not have the length of an input, or a token is not below the vocabulary.
 */
export function inputTable(shape: Shape, X: Matrix, name: string, precision: Precision): InputTable {
  const length = shape.of === "tokens" ? shape.positions : rowLength(shape);
  if (X.columns !== length || X.data.length !== X.rows * X.columns) {
    throw new RangeError(`${name} is ${X.rows} x ${X.columns}; expected ${length} columns, the length of an input`);
  }
  if (shape.of === "tokens") return tokenTable(shape.vocabulary, shape.positions, X, name);
  const ones = shape.of === "vector" ? onesOfRows(X) : 0;
  if (ones > 0) return oneHotTable(X, ones);
  const table = precision === "float32" ? new Float32Array(X.data) : new Float64Array(X.data);
  if (shape.of === "image" && shape.channels > 1) {
    const pixels = shape.height * shape.width;
    for (let i = 0, at = 0; i < X.rows; i++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let k = 0; k < shape.channels; k++) table[at++] = X.data[i * length + k * pixels + pixel]!;
      }
    }
  }
  return {
    ones: 0,
    load({ machine, input }, rows, first, count) {
      const { numbers } = machine.memory;
      let to = input.value / machine.size;
      for (let k = first; k < first + count; k++) {
        const from = (rows ? rows[k]! : k) * length;
        for (let j = 0; j < length; j++) numbers[to++] = table[from + j]!;
      }
    },
  };
}

function tokenTable(vocabulary: number, positions: number, X: Matrix, name: string): InputTable {
  for (let k = 0; k < X.data.length; k++) {
    const token = X.data[k]!;
    if (!(Number.isInteger(token) && token >= 0 && token < vocabulary)) {
      const at = `${name}[${Math.floor(k / positions)}][${k % positions}]`;
      throw new RangeError(`${at} is ${token}; expected a token, a whole number below ${vocabulary}`);
    }
  }
  const tokens = Uint32Array.from(X.data);
  return {
    ones: 0,
    load({ machine, batch }, rows, first, count) {
      const { indices } = machine.memory;
      for (let k = 0; k < count; k++) {
        const from = (rows ? rows[first + k]! : first + k) * positions;
        // the last position first
        for (let s = 0; s < positions; s++) {
          indices[batch.tokens / 4 + s * count + k] = tokens[from + positions - 1 - s]!;
        }
      }
    },
  };
}

function oneHotTable({ rows: n, columns, data }: Matrix, ones: number): InputTable {
  const places = new Uint32Array(n * ones);
  for (let k = 0, at = 0; k < data.length; k++) if (data[k] === 1) places[at++] = k % columns;
  return {
    ones,
    load({ machine, input }, rows, first, count) {
      const { indices } = machine.memory;
      let to = input.ones!.index / 4;
      for (let k = first; k < first + count; k++) {
        const from = (rows ? rows[k]! : k) * ones;
        for (let j = 0; j < ones; j++) indices[to++] = places[from + j]!;
      }
    },
  };
}

/** How many ones every row has, all other entries being 0; 0 if that is not so, or there are too many. */
function onesOfRows({ rows, columns, data }: Matrix): number {
  let ones = 0;
  for (let i = 0; i < rows; i++) {
    let count = 0;
    for (let j = 0; j < columns; j++) {
      const entry = data[i * columns + j]!;
      if (entry === 1) count++;
      else if (entry !== 0) return 0;
    }
    if (i === 0) ones = count;
    if (count !== ones || count > LARGEST_SHARE_OF_ONES * columns) return 0;
  }
  return ones;
}
