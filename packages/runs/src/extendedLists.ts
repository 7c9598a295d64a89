import { shownValue } from "@lazyrich/specs";
import { type Lists, listNames } from "./lists.js";
import { requirePart } from "./requirePart.js";
import { columnOf } from "./spec/columns.js";

/**
 * Lists with those of others added, such as the exports of a user's module.
 *
 * @param lists to which others are added
 * @param additions under the same names
 * @throws RangeError if a name occurs twice in a list, what is added is not a list of named parts, or two would share a
 *   column of tables.
 * @example
 * import { builtInLists, extendedLists } from "@lazyrich/runs";
 * const mine = { name: "startLoss", summary: "at the start", label: "*L*", unit: "", scale: "log", better: "smaller" };
 * const lists = extendedLists(builtInLists, { measures: [{ ...mine, per: "run", of: (now, start) => start.trainLoss }] });
 * lists.measures.at(-1).name; // "startLoss"
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
  const all = extended as unknown as Lists;
  requireColumnsApart(all);
  return all;
}

/** Every field that differs between cells and every measure has a column of its own in every table. */
function requireColumnsApart(lists: Lists): void {
  const owners = new Map(OWN_COLUMNS.map((column) => [column, "every table"]));
  for (const [part, list] of Object.entries({
    task: "tasks",
    model: "models",
    start: "starts",
    dynamics: "dynamics",
  })) {
    for (const { name, fields = {} } of lists[list as "tasks"]) {
      for (const field of Object.keys(fields)) {
        const column = columnOf(part, field);
        const owner = owners.get(column) ?? part;
        if (owner !== part) {
          throw new RangeError(
            `${list} has ${JSON.stringify(name)}, whose field ${field} has the column of ${owner}; expected another name`,
          );
        }
        owners.set(column, part);
      }
    }
  }
  for (const { name } of lists.measures) {
    const owner = owners.get(name);
    if (owner === undefined) continue;
    throw new RangeError(`measures has ${JSON.stringify(name)}, the name of a column of ${owner}; expected another`);
  }
}

/** Columns of no part: of the whole, of the checkpoint, of the layer, of the pixel of a filter and of how the run ended. */
const OWN_COLUMNS = [
  ...["task", "model", "start", "dynamics", "loss", "seed", "build", "program"],
  ...["step", "t", "epoch", "layer", "layerName"],
  ...["filter", "channel", "row", "column"],
  ...["stopReason", "endStep", "endT", "endEpoch", "endLoss", "evaluations"],
];
