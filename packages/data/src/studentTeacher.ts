import { type Matrix, matrix, productBuilds, products, requireWhole } from "@lazyrich/linalg";
import { type RandomGenerator, randomGenerator } from "./randomGenerator.js";
import type { Regression } from "./regression.js";
import { unitRows } from "./unitRows.js";

export interface StudentTeacherOptions {
  /** Number of training inputs. */
  readonly n: number;
  /** Their dimension. */
  readonly d: number;
  /** Number of the teacher's neurons; 3 if not given. */
  readonly teacherWidth?: number;
  /** Number of fresh inputs for the generalization error; 10,000 if not given. */
  readonly testCount?: number;
  /** Slope of the teacher's activation below 0; 0 if not given, which is ReLU. */
  readonly gamma?: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** The directions (one a row) and the signs of the readouts of a layer of neurons. */
export interface NeuronDirections {
  /** Unit vectors, one a row. */
  readonly directions: Matrix;
  /** 1 or -1, one a neuron. */
  readonly signs: Float64Array;
}

export interface StudentTeacherTask extends Regression {
  /** Fresh inputs, testCount x d, and their targets. */
  readonly test: Regression;
  readonly teacher: NeuronDirections;
}

/**
 * A piecewise linear teacher, f(x) = sum_k s_k max(v_k.x, gamma v_k.x) with unit vectors v_k and signs s_k, on inputs uniform on
 * the unit sphere. The training inputs of a seed are the first n of those of a larger n, with the same teacher.
 *
 * @throws RangeError if a size is not a whole number above 0, `gamma` is not finite or the seed not a whole number.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 */
export function studentTeacherTask(options: StudentTeacherOptions): StudentTeacherTask {
  const { n, d, teacherWidth = 3, testCount = 10_000, gamma = 0, seed } = options;
  for (const [name, size] of Object.entries({ n, d, teacherWidth, testCount })) requireWhole(name, size);
  if (!Number.isFinite(gamma)) throw new RangeError(`gamma is ${gamma}; expected a finite number`);
  const teacher = neurons(teacherWidth, d, streamOf(seed, "teacher"));
  const regression = (count: number, stream: Stream): Regression => {
    const X = unitRows(count, d, streamOf(seed, stream));
    return { X, y: targets(X, teacher, gamma) };
  };
  return { ...regression(n, "inputs"), test: regression(testCount, "test"), teacher };
}

/**
 * A student of random unit directions, the second half of which is the first half with the opposite signs: its function
 * is zero at any scale of its layers.
 *
 * @param hiddenWidth the number of neurons, even.
 * @param d the dimension of the inputs.
 * @param seed a whole number from 0 to 2^32 - 1; independent of a task of the same seed.
 * @throws RangeError if `hiddenWidth` is not even or a number is out of its range.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 */
export function mirroredStudent(hiddenWidth: number, d: number, seed: number): NeuronDirections {
  requireWhole("hiddenWidth", hiddenWidth);
  requireWhole("d", d);
  if (hiddenWidth % 2 !== 0) {
    throw new RangeError(`hiddenWidth is ${hiddenWidth}; expected an even number, a neuron and its mirror image each`);
  }
  const half = neurons(hiddenWidth / 2, d, streamOf(seed, "student"));
  const directions = matrix(hiddenWidth, d);
  directions.data.set(half.directions.data);
  directions.data.set(half.directions.data, half.directions.data.length);
  return { directions, signs: Float64Array.of(...half.signs, ...half.signs.map((sign) => -sign)) };
}

const STREAMS = { teacher: 0, inputs: 1, test: 2, student: 3 } as const;
type Stream = keyof typeof STREAMS;

/** Four unrelated streams of one seed, so that no size changes what another part draws. */
function streamOf(seed: number, stream: Stream): RandomGenerator {
  const source = randomGenerator(seed);
  for (let skipped = 0; skipped < STREAMS[stream]; skipped++) source.uniform();
  return randomGenerator(Math.floor(source.uniform() * 2 ** 32));
}

function neurons(count: number, d: number, random: RandomGenerator): NeuronDirections {
  const directions = unitRows(count, d, random);
  return { directions, signs: Float64Array.from({ length: count }, () => (random.uniform() < 0.5 ? 1 : -1)) };
}

function targets(X: Matrix, { directions, signs }: NeuronDirections, gamma: number): Float64Array {
  const reproducible = productBuilds().find((build) => build !== "relaxed-simd");
  const { data, columns } = products(reproducible).productTransposed(X, directions);
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < columns; k++) {
      const z = data[i * columns + k]!;
      sum += signs[k]! * (z < 0 ? gamma * z : z);
    }
    return sum;
  });
}
