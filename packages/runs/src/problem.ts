import type { Matrix } from "@lazyrich/linalg";
import type { BoundModel, Model } from "@lazyrich/networks";
import type { ReadFile, Task } from "./task.js";

/** Where the arrays of an observation are written, each made when it is first needed: a cell takes those of the one before. */
export interface ObservationBuffers {
  outputs?: Float64Array;
  testOutputs?: Float64Array;
  kernel?: Matrix;
}

/** A model on its data: what all cells of one task share. */
export interface Problem {
  readonly task: Task;
  /** As the training set has bound it. */
  readonly model: Model;
  /** On the training set. */
  readonly bound: BoundModel;
  /** On the test set; null where there is none. */
  readonly boundTest: BoundModel | null;
  /** In which the start of a run and its states are observed, by one run at a time: at its end, all at once. */
  readonly buffers: {
    /** Of the start. */
    readonly start: ObservationBuffers;
    /** Of the state that is observed. */
    readonly now: ObservationBuffers;
  };
  /** Reads a file that the spec names. */
  readonly readFile: ReadFile;
}
