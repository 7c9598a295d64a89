import { availableParallelism } from "node:os";
import { type CellSpec, type Lists, problemMaker, runCell } from "@lazyrich/runs";
import { durationText } from "./duration.js";

/** Cells to be computed, of all that a spec has. */
export interface DryRun {
  readonly missing: readonly CellSpec[];
  readonly total: number;
  readonly readFile: (path: string) => Uint8Array;
}

/** What a spec would cost: its cells, and time and memory by those of one from the middle of what is missing. */
export async function dryRunText(lists: Lists, { missing, total, readFile }: DryRun): Promise<string> {
  const there = total - missing.length;
  const count = `${total} ${total === 1 ? "cell" : "cells"}${there > 0 ? `, ${there} of them there` : ""}`;
  const cell = missing[Math.floor(missing.length / 2)];
  if (cell === undefined) return `${count}; nothing is left to compute\n`;
  const began = performance.now();
  const problem = problemMaker(lists, readFile)(cell);
  const { evaluations } = await runCell(lists, cell, problem);
  const seconds = (performance.now() - began) / 1000;
  const mebibytes = Math.ceil(process.resourceUsage().maxRSS / 2 ** 10);
  const all = seconds * missing.length;
  const cores = availableParallelism();
  const shared =
    cores > 1 && missing.length > 1 ? `, ${durationText(all / cores)} on the ${cores} of this machine` : "";
  return [
    `${count}; ${problem.model.parameterCount} parameters`,
    `one cell, run once: ${durationText(seconds)}, ${evaluations} gradient evaluations, ${mebibytes} MiB with Node`,
    `${missing.length === 1 ? "the cell" : `all ${missing.length}`}: ${durationText(all)} on one core${shared}`,
    "",
  ].join("\n");
}
