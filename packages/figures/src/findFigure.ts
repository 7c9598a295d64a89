import { closestName } from "@lazyrich/specs";
import type { Figure } from "./figure.js";
import { figures } from "./figures.js";

/**
 * The figure of an id such as "3" or "4a".
 *
 * @param id of the figure
 * @throws RangeError that lists the ids if there is no such figure.
 * @example
 * import { findFigure } from "@lazyrich/figures";
 * const figure = findFigure("deep-modes");
 * const data = await figure.run(figure.spec);
 * figure.draw(data, figure.spec).slice(0, 4); // "<svg"
 */
export function findFigure(id: string): Figure {
  const found = figures.find((figure) => figure.id === id);
  if (found !== undefined) return found;
  const ids = figures.map((figure) => figure.id);
  const closest = closestName(id.replace(/^fig(ure)?\W*/i, ""), ids);
  const hint = closest === undefined ? "" : ` (did you mean ${closest}?)`;
  throw new RangeError(`unknown figure ${JSON.stringify(id)}; expected one of ${ids.join(", ")}${hint}`);
}
