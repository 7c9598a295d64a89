import type { CellSpec } from "../spec/runSpec.js";
import { filesBeingWritten } from "./temporaryFile.js";

/** The cells in their order, those last that another process is at work on. */
export function cellQueue(
  cells: readonly CellSpec[],
  { folder, nameOf }: { readonly folder: string; readonly nameOf: (cell: CellSpec) => string },
): { next(): CellSpec | undefined } {
  const waiting = [...cells];
  const busy: CellSpec[] = [];
  return {
    next() {
      const others = waiting.length > 0 ? filesBeingWritten(folder) : new Set<string>();
      for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
        if (!others.has(nameOf(cell))) return cell;
        busy.push(cell);
      }
      return busy.shift();
    },
  };
}
