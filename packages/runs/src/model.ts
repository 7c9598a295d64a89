import type { DeepDescription } from "@lazyrich/deep";
import type { Activation, Model } from "@lazyrich/networks";
import type { NamedPart, Part } from "@lazyrich/specs";

/** What a model must fit, and what its activation stands for. */
export interface ModelContext {
  /** d. */
  readonly inputDimension: number;
  /** c. */
  readonly outputDimension: number;
  /** [channels, height, width] of an input, where the task says that it is a picture. */
  readonly image?: readonly [number, number, number] | undefined;
  /** The activation that a field names. */
  activation(value: NamedPart): Activation;
}

/** A model as a spec names it. */
export interface ModelPart<Fields = never> extends Part<Fields> {
  /** @throws SpecError with paths from the top of the spec on, or RangeError if it does not fit. */
  build(fields: Fields, context: ModelContext): Model;
  /** The same network as a list of layers, where it is one. @throws as `build`. */
  describe?(fields: Fields, context: ModelContext): DeepDescription;
  /** Refuses fields that do not go together, before anything runs. @throws SpecError with paths from the top of the spec on. */
  check?(fields: Fields): void;
}
