import type { Model } from "@lazyrich/networks";
import type { NamedPart, Part } from "@lazyrich/specs";
import type { ReadFile } from "./task.js";

/** What a start must know beside its own fields. */
export interface StartContext {
  readonly model: Model;
  /** The model as the spec says it. */
  readonly modelFields: NamedPart;
  /** One a layer; what delta is of. */
  readonly learningRates: readonly number[];
  readonly readFile: ReadFile;
}

/** A start as a spec names it: the initial parameters of a model. */
export interface StartPart<Fields = never> extends Part<Fields> {
  /** @throws SpecError, with paths from the start on, or RangeError if the model cannot be started so. */
  theta(fields: Fields, context: StartContext): Float64Array;
  /**
   * Refuses what cannot run, before anything does.
   *
   * @param cell the model and the task beside the start, completed
   * @throws SpecError with paths from the top of the spec on.
   */
  check?(
    fields: Fields,
    cell: {
      readonly model: NamedPart;
      /** The task, by its name and fields. */
      readonly task: NamedPart;
    },
  ): void;
}
