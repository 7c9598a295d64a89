import { LAZY_KERNEL_DISTANCE } from "@lazyrich/exact";
import { type Row, shortNumber } from "@lazyrich/tables";

/**
 * Lazy or rich, by the kernel distance of the last checkpoint, and by when a rich run had half of it; undefined where that was not measured, or no
 * checkpoint is after the start.
 */
export function howItLearned(rows: readonly Row[]): string | undefined {
  const last = rows.at(-1);
  const S = last?.kernelDistance;
  if (last === undefined || typeof S !== "number" || !Number.isFinite(S) || timeOf(last)[1] === 0) return undefined;
  const end = `S = ${shortNumber(S)} at ${timeOf(last).join(" ")}`;
  if (S < LAZY_KERNEL_DISTANCE) return `lazy: ${end}`;
  const halfway = rows.find(({ kernelDistance }) => Number(kernelDistance) >= S / 2) ?? last;
  return halfway === last ? `rich: ${end}` : `rich: ${end}, half of it by ${timeOf(halfway).join(" ")}`;
}

/** A checkpoint by the first of what its row has: epochs, steps or time. */
function timeOf(row: Row): readonly [name: string, value: number] {
  for (const name of ["epoch", "step"]) if (typeof row[name] === "number") return [name, row[name]];
  return ["t =", Number(row.t)];
}
