import { type Matrix, matrix, products, reproducibleBuild, requireWhole } from "@lazyrich/linalg";
import { type NeuronDirections, randomNeurons } from "./randomNeurons.js";
import { randomStream, type StreamName } from "./randomStream.js";
import type { Samples } from "./task.js";
import { unitRows } from "./unitRows.js";

export interface StudentTeacherOptions {
  /** n, the number of training inputs. */
  readonly trainSize: number;
  /** d. */
  readonly inputDimension: number;
  /** Number of the teacher's neurons; 3 if not given. */
  readonly teacherWidth?: number | undefined;
  /** Number of fresh inputs for the generalization error; 10,000 if not given. */
  readonly testSize?: number | undefined;
  /** The teacher's activation, such as those of `@lazyrich/networks`; ReLU if not given. */
  readonly activation?:
    | {
        /** Of what a neuron sums up, z, what it puts out. */
        readonly value: (z: number) => number;
      }
    | undefined;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

export interface StudentTeacherTask extends Samples {
  /** Fresh inputs, testSize x d, and their targets. */
  readonly test: Samples;
  readonly teacher: NeuronDirections;
}

const relu = { value: (z: number): number => Math.max(z, 0) };

/**
 * A two-layer teacher, $f(x) = sum_k s_k sigma(v_k.x)$ with unit vectors $v_k$ and signs $s_k$, on inputs uniform on the unit sphere. The training
 * inputs of a seed are the first n of those of a larger n, with the same teacher.
 *
 * @param options sizes, the teacher's width and activation, and the seed
 * @throws RangeError if a size is not a whole number above 0 or the seed not a whole number.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 * @example
 * import { studentTeacherTask } from "@lazyrich/data";
 * const { X, test, teacher } = studentTeacherTask({ trainSize: 100, inputDimension: 10, testSize: 1000, seed: 1 });
 * [X.rows, test.X.rows, teacher.directions.rows]; // [100, 1000, 3]
 */
export function studentTeacherTask(options: StudentTeacherOptions): StudentTeacherTask {
  const { trainSize, inputDimension, teacherWidth = 3, testSize = 10_000, activation = relu, seed } = options;
  for (const [name, size] of Object.entries({ trainSize, inputDimension, teacherWidth, testSize })) {
    requireWhole(name, size);
  }
  const teacher = randomNeurons(teacherWidth, inputDimension, randomStream(seed, "teacher"));
  const samples = (count: number, stream: StreamName): Samples => {
    const X = unitRows(count, inputDimension, randomStream(seed, stream));
    return { X, Y: targets(X, teacher, activation.value) };
  };
  return { ...samples(trainSize, "inputs"), test: samples(testSize, "test"), teacher };
}

function targets(X: Matrix, { directions, signs }: NeuronDirections, activate: (z: number) => number): Matrix {
  const { data, columns } = products(reproducibleBuild()).productTransposed(X, directions);
  const Y = matrix(X.rows, 1);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < columns; k++) Y.data[i] = Y.data[i]! + signs[k]! * activate(data[i * columns + k]!);
  }
  return Y;
}
