import { type Matrix, matrix } from "@lazyrich/linalg";
import type { Loss } from "@lazyrich/networks";
import type { Plan } from "./plan.js";

/** Targets of a loss as a plan takes them. */
export interface TargetTable {
  /** The engine has the loss itself, so that a batch may be cut; else the loss sees the whole batch. */
  readonly isFused: boolean;
  /** Puts the targets of `count` inputs into a plan's buffers. */
  load(plan: Plan, rows: ArrayLike<number> | undefined, first: number, count: number): void;
  /** The part of these `count` inputs in the loss of a batch of `total`, and its slope where `slopes`. */
  evaluate(plan: Plan, count: number, total: number, slopes: boolean): number;
}

/** @throws RangeError if Y is not n x c values or n x 1 classes, whole numbers below c. */
export function targetTable(loss: Loss, n: number, c: number, Y: Matrix): TargetTable {
  const columns = loss.targets === "classes" ? 1 : c;
  if (Y.rows !== n || Y.columns !== columns || Y.data.length !== n * columns) {
    throw new RangeError(`Y is ${Y.rows} x ${Y.columns}; expected ${n} x ${columns} for the loss ${loss.name}`);
  }
  if (loss.targets === "classes") requireClasses(Y, c);
  const { data } = Y;
  const load: TargetTable["load"] = ({ machine, targets, labels }, rows, first, count) => {
    const { numbers, indices } = machine.memory;
    for (let k = 0; k < count; k++) {
      const from = (rows ? rows[first + k]! : first + k) * columns;
      if (loss.targets === "classes") indices[labels / 4 + k] = data[from]!;
      else for (let j = 0; j < c; j++) numbers[targets / machine.size + k * c + j] = data[from + j]!;
    }
  };
  if (loss.name === "cross-entropy") {
    return {
      isFused: true,
      load,
      evaluate: ({ machine: { kernels }, output, labels }, count, total, slopes) =>
        kernels.crossEntropy(count, c, output.value, labels, 1 / total, slopes ? output.slope : 0) / total,
    };
  }
  const { halfSumFactor } = loss;
  if (halfSumFactor) {
    return {
      isFused: true,
      load,
      evaluate({ machine: { kernels }, output, targets }, count, total, slopes) {
        const factor = halfSumFactor(total);
        return factor * kernels.halfSquares(count * c, output.value, targets, factor, slopes ? output.slope : 0);
      },
    };
  }
  return {
    isFused: false,
    load,
    evaluate({ machine, output, outputs, targets, labels }, count, _total, slopes) {
      const { numbers, indices } = machine.memory;
      const from = loss.targets === "classes" ? labels / 4 : targets / machine.size;
      const source = loss.targets === "classes" ? indices : numbers;
      const batchTargets = matrix(count, columns, Float64Array.from(source.subarray(from, from + count * columns)));
      const slope = numbers.subarray(output.slope / machine.size, output.slope / machine.size + count * c);
      return loss.evaluate(outputs.subarray(0, count * c), batchTargets, c, slopes ? slope : undefined);
    },
  };
}

function requireClasses({ data }: Matrix, c: number): void {
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!;
    if (!(Number.isInteger(label) && label >= 0 && label < c)) {
      throw new RangeError(`Y[${i}] is ${label}; expected a class, a whole number below ${c}`);
    }
  }
}
