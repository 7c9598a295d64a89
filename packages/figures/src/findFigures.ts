import type { Figure } from "./figure.js";
import { figures } from "./figures.js";
import { findFigure } from "./findFigure.js";

/**
 * The figure of an id such as "3" or "4a", or the parts of one: "4" is 4a and 4b.
 *
 * @param id of a figure, or the number of several
 * @throws RangeError that lists the ids if there is no such figure.
 * @example
 * import { findFigures } from "@lazyrich/figures";
 * findFigures("4").map(({ id }) => id); // ["4a", "4b"]
 */
export function findFigures(id: string): readonly Figure[] {
  const parts = figures.filter((figure) => figure.id.replace(/[a-z]$/, "") === id);
  return parts.length > 0 ? parts : [findFigure(id)];
}
