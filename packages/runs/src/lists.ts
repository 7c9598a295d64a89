import type { Activation, Loss } from "@lazyrich/networks";
import type { NamedPart, Part } from "@lazyrich/specs";
import type { DynamicsPart } from "./dynamics.js";
import type { Measure } from "./measure.js";
import type { ModelPart } from "./model.js";
import type { StartPart } from "./start.js";
import type { TaskPart } from "./task.js";

/** An activation as a spec names it: one of `@lazyrich/networks`, or a user's own. */
export interface ActivationPart extends Activation, Part {
  /** The activation with the values of its fields, where it has some. */
  withFields?(fields: NamedPart): Activation;
}

/** A loss as a spec names it. */
export interface LossPart extends Loss, Part {}

/** What the names in a spec can stand for. A page gives the few that it uses, the command line all. */
export interface Lists {
  readonly tasks: readonly TaskPart[];
  readonly models: readonly ModelPart[];
  readonly starts: readonly StartPart[];
  readonly dynamics: readonly DynamicsPart[];
  readonly measures: readonly Measure[];
  readonly losses: readonly LossPart[];
  readonly activations: readonly ActivationPart[];
}

/** Their names. */
export const listNames = ["tasks", "models", "starts", "dynamics", "measures", "losses", "activations"] as const;
