import type { BoundModel, Model } from "@lazyrich/networks";
import type { ReadFile, Task } from "./task.js";

/** A model on its data: what all cells of one task share. */
export interface Problem {
  readonly task: Task;
  /** As the training set has bound it. */
  readonly model: Model;
  /** On the training set. */
  readonly bound: BoundModel;
  /** On the test set; null where there is none. */
  readonly boundTest: BoundModel | null;
  /** Reads a file that the spec names. */
  readonly readFile: ReadFile;
}
