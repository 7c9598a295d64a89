import { matrix, requireWhole } from "@lazyrich/linalg";
import { permutation } from "./permutation.js";
import type { RandomGenerator } from "./randomGenerator.js";
import { randomStream } from "./randomStream.js";
import type { SampledTask, Samples } from "./task.js";

export interface RandomHierarchyOptions {
  /** $n_c$, the number of classes. */
  readonly classes: number;
  /** m, the tuples that stand for one symbol. */
  readonly tuples: number;
  /** v, the symbols of a level. */
  readonly symbols: number;
  /** s, the symbols of a tuple. */
  readonly tupleSize: number;
  /** L, the levels of rules: an input has $s^L$ symbols. */
  readonly levels: number;
  readonly trainSize: number;
  /** 0 for no test set. */
  readonly testSize: number;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

/** A task of classes, with the rules that made it. */
export interface RandomHierarchyTask extends SampledTask {
  /**
   * One table a level, the classes' first: the symbols of tuple j of symbol a are entries (a m + j) s and following. The first table has a
   * row of m tuples for each class, the others for each symbol.
   */
  readonly rules: readonly Uint32Array[];
}

/** Points of one task; beyond them the table of all would not fit. */
const MOST_POINTS = 2 ** 25;

/**
 * The random hierarchy model: a class is written as one of its m tuples of s symbols, each of these as one of its own m tuples, and so on through L
 * levels. Tuples are drawn without replacement from the $v^s$ of a level, so that none stands for two symbols and the class of
 * an input is certain. There are $n_c m^((s^L - 1)/(s - 1))$ inputs; in one random order the first `trainSize` are trained on, the last `testSize` are the test
 * set. An input is its $s^L$ symbols as unit vectors of length v, side by side; Y is its class, $n x 1$. Rules depend on the seed and
 * not on the sizes.
 *
 * @param options the sizes of the grammar and of the sets, and the seed
 * @throws RangeError if a number is no whole number in its range, there are too few tuples or points, or more than $2^25$ points.
 * @see Petrini, Cagnetta et al. 2023, "How deep neural networks learn compositional data: the random hierarchy model"
 * @example
 * import { randomHierarchyTask } from "@lazyrich/data";
 * const sizes = { classes: 2, tuples: 2, symbols: 4, tupleSize: 2, levels: 2, trainSize: 8, testSize: 4 };
 * const { X, rules } = randomHierarchyTask({ ...sizes, seed: 1 });
 * X.columns; // 16: four symbols of length 4
 * rules.length; // 2
 */
export function randomHierarchyTask(options: RandomHierarchyOptions): RandomHierarchyTask {
  const { classes, tuples, symbols, tupleSize, levels, trainSize, testSize, seed } = options;
  for (const [name, value] of Object.entries({ tuples, levels, trainSize })) requireWhole(name, value);
  if (testSize !== 0) requireWhole("testSize", testSize);
  for (const [name, value] of Object.entries({ classes, symbols, tupleSize })) {
    if (!(Number.isSafeInteger(value) && value >= 2)) {
      throw new RangeError(`${name} is ${value}; expected a whole number of at least 2`);
    }
  }
  const rows = Math.max(classes, levels > 1 ? symbols : 0);
  if (rows * tuples > symbols ** tupleSize) {
    throw new RangeError(
      `tuples is ${tuples}; expected at most ${Math.floor(symbols ** tupleSize / rows)}, or ${rows} symbols share some of the ${symbols ** tupleSize} tuples`,
    );
  }
  const length = tupleSize ** levels;
  const choices = (length - 1) / (tupleSize - 1);
  const ofClass = tuples ** choices;
  const points = classes * ofClass;
  if (points > MOST_POINTS) throw new RangeError(`the task has ${points} points; expected at most ${MOST_POINTS}`);
  if (trainSize + testSize > points) {
    throw new RangeError(`trainSize + testSize is ${trainSize + testSize}; expected at most ${points}, all points`);
  }
  const drawn = randomStream(seed, "teacher");
  const rules = Array.from({ length: levels }, (_, level) =>
    rulesOfLevel(level === 0 ? classes : symbols, { tuples, symbols, tupleSize, random: drawn }),
  );
  const order = permutation(points, randomStream(seed, "inputs"));
  const samples = (from: number, count: number): Samples => {
    const X = matrix(count, length * symbols);
    const Y = matrix(count, 1);
    for (let i = 0; i < count; i++) {
      const point = order[from + i]!;
      Y.data[i] = Math.floor(point / ofClass);
      const leaves = leavesOf(Y.data[i]!, point % ofClass, { rules, tuples, tupleSize });
      for (let k = 0; k < length; k++) X.data[(i * length + k) * symbols + leaves[k]!] = 1;
    }
    return { X, Y };
  };
  const test = testSize > 0 ? samples(points - testSize, testSize) : undefined;
  return { ...samples(0, trainSize), test, rules };
}

interface LevelOptions {
  readonly tuples: number;
  readonly symbols: number;
  readonly tupleSize: number;
  readonly random: RandomGenerator;
}

/** The first rows x m of all tuples in random order, a tuple as the digits of its number in base v. */
function rulesOfLevel(rows: number, { tuples, symbols, tupleSize, random }: LevelOptions): Uint32Array {
  const order = permutation(symbols ** tupleSize, random);
  const table = new Uint32Array(rows * tuples * tupleSize);
  for (let k = 0; k < table.length; k++) {
    const place = k % tupleSize;
    table[k] = Math.floor(order[(k - place) / tupleSize]! / symbols ** (tupleSize - 1 - place)) % symbols;
  }
  return table;
}

interface Derivation {
  readonly rules: readonly Uint32Array[];
  readonly tuples: number;
  readonly tupleSize: number;
}

/** The symbols of the input that a class gives by choices, the digits of `choice` in base m, from the top on. */
function leavesOf(label: number, choice: number, { rules, tuples, tupleSize }: Derivation): number[] {
  let rest = choice;
  let row = [label];
  for (const table of rules) {
    const next: number[] = [];
    for (const symbol of row) {
      const first = (symbol * tuples + (rest % tuples)) * tupleSize;
      rest = Math.floor(rest / tuples);
      for (let k = 0; k < tupleSize; k++) next.push(table[first + k]!);
    }
    row = next;
  }
  return row;
}
