import type { BoundModel, Model } from "@lazyrich/networks";
import type { ReadFile, Task } from "./task.js";

/** A model on its data: what all cells of one task share. */
export interface Problem {
  readonly task: Task;
  readonly model: Model;
  /** On the training set. */
  readonly bound: BoundModel;
  /** Reads a file that the spec names. */
  readonly readFile: ReadFile;
}
