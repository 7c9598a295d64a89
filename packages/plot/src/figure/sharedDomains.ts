import type { Domains, PanelMeasure } from "./figurePanel.js";
import type { Cell } from "./grid.js";

/** Which panels share a domain. */
export type Sharing = "none" | "row" | "column" | "all";

/** The domains of each cell: its own, or the union of those it shares with, in its own direction. */
export function sharedDomains(
  cells: readonly Cell[],
  measures: readonly PanelMeasure[],
  shareX: Sharing,
  shareY: Sharing,
): Domains[] {
  const union = (index: number, sharing: Sharing, axis: "x" | "y"): readonly [number, number] | undefined => {
    const own = measures[index]!.domains[axis];
    if (sharing === "none" || own === undefined) return own;
    const values = cells.flatMap((other, i) => {
      const together = sharing === "all" || other[sharing] === cells[index]![sharing];
      return together ? (measures[i]!.domains[axis] ?? []) : [];
    });
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return own[0] > own[1] ? [high, low] : [low, high];
  };
  return cells.map((_, index) => ({ x: union(index, shareX, "x"), y: union(index, shareY, "y") }));
}
