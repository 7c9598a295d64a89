import type { Activation, Loss } from "@lazyrich/networks";
import { type NamedPart, type Part, shownValue } from "@lazyrich/specs";
import type { DynamicsPart } from "./dynamics.js";
import type { Measure } from "./measure.js";
import type { ModelPart } from "./model.js";
import { requirePart } from "./requirePart.js";
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

/**
 * Lists with those of others added, such as the exports of a user's module.
 *
 * @throws RangeError if a name occurs twice in a list, or what is added is not a list of named parts.
 */
export function extendedLists(lists: Lists, ...additions: readonly Partial<Lists>[]): Lists {
  const extended: Record<string, readonly { readonly name: string }[]> = {};
  for (const list of listNames) {
    const parts: { readonly name: string }[] = [...lists[list]];
    for (const addition of additions) {
      const added: unknown = addition[list] === undefined ? [] : addition[list];
      if (!Array.isArray(added)) {
        throw new RangeError(`${list} is ${shownValue(added)}; expected an array of ${list}`);
      }
      for (const [i, part] of added.entries()) {
        requirePart(list, part, `${list}[${i}]`);
        if (parts.some(({ name }) => name === part.name)) {
          throw new RangeError(`${list} has ${JSON.stringify(part.name)} twice; expected each name once`);
        }
        parts.push(part);
      }
    }
    extended[list] = parts;
  }
  return extended as unknown as Lists;
}
