import type { Matrix } from "@lazyrich/linalg";
import type { Activation } from "@lazyrich/networks";
import type { NamedPart, Part } from "@lazyrich/specs";
import type { NumericArray } from "@lazyrich/tables";

/** Inputs and their targets. */
export interface Samples {
  /** Inputs, n x d. */
  readonly X: Matrix;
  /** Their targets, n x c; n x 1 whole numbers where they are classes. */
  readonly Y: Matrix;
}

/** What is to be learnt, from the training set. */
export interface Task extends Samples {
  /** Fresh inputs and targets, for the generalization error; null where there are none. */
  readonly test: Samples | null;
  /** The number of classes, where targets are classes; null where they are values. */
  readonly classes: number | null;
  /** [channels, height, width] of an input, where it is a picture. */
  readonly image?: readonly [number, number, number];
  /** Inputs that kernels and activation patterns are of, where they are not the training inputs. */
  readonly kernelInputs?: Matrix;
  /** What else the task knows and a figure may draw, such as a teacher's directions. */
  readonly arrays?: Readonly<Record<string, NumericArray>>;
}

/** The bytes of a file that a spec names. */
export type ReadFile = (path: string) => Uint8Array;

/** What a task must know beside its own fields. */
export interface TaskContext {
  readonly readFile: ReadFile;
  /** The activation that a field names, such as a teacher's. */
  activation(value: NamedPart): Activation;
}

/** A task as a spec names it. */
export interface TaskPart<Fields = never> extends Part<Fields> {
  /**
   * @throws SpecError if fields do not fit each other or a file cannot be used, with paths from the task on.
   */
  build(fields: Fields, context: TaskContext): Task;
  /** Refuses fields that do not go together, before anything runs. @throws SpecError with paths from the top of the spec on. */
  check?(fields: Fields): void;
}
