import type { CellRun } from "../run/runCell.js";
import type { CellSpec } from "../spec/runSpec.js";
import type { SweepPlan } from "./sweepPlan.js";

/**
 * How far a run of a sweep is.
 */
export interface SweepProgress {
  /** Cells of this run that are done: found, computed and failed. */
  readonly done: number;
  /** Cells of this run. */
  readonly total: number;
  /** Cells that failed. */
  readonly failed: number;
  /** Cells computed per second, and the seconds left at that rate; 0 and null before the first. */
  readonly rate: number;
  /** At that rate. */
  readonly secondsLeft: number | null;
  /** What is done of what was left of the cells that are being computed, as a number of cells. */
  readonly begun: number;
}

/**
 * A cell that failed.
 */
export interface SweepFailure {
  /** Which it was. */
  readonly cell: CellSpec;
  /** Why. */
  readonly message: string;
}

/**
 * What became of the cells of a run.
 */
export interface SweepOutcome {
  /** Cells that were computed. */
  readonly computed: number;
  /** Cells that were there, also those that another run has computed meanwhile. */
  readonly found: number;
  /** Files of cells, and of cells in the middle, that could not be used, and why; their cells have been computed again. */
  readonly damaged: readonly string[];
  /** Cells that lacked a measure or a checkpoint and have been computed again. */
  readonly incomplete: number;
  /** Cells that another program has made. */
  readonly others: number;
  /** Runs that diverged. */
  readonly diverged: number;
  /** Runs that did not diverge and have a measure that is not finite: their number by measure. */
  readonly notFinite: Readonly<Record<string, number>>;
  /** Cells that failed, in the order of the cells. */
  readonly failures: readonly SweepFailure[];
  readonly evaluations: number;
  /** How long it took. */
  readonly seconds: number;
}

/** Counts what becomes of the cells of a run, and tells how far it is. */
export interface SweepTally {
  /** What share is done of what was left of a cell. */
  moved(cell: CellSpec, fraction: number): void;
  foundMeanwhile(): void;
  computed(cell: CellSpec, run: CellRun): void;
  failed(cell: CellSpec, message: string): void;
  /** A file that could not be used, and why. */
  unusable(file: string): void;
  outcome(): SweepOutcome;
}

export function sweepTally(
  cells: readonly CellSpec[],
  plan: SweepPlan,
  onProgress?: (progress: SweepProgress) => void,
): SweepTally {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const failed: (SweepFailure & { readonly at: number })[] = [];
  const damaged = [...plan.damaged];
  const notFinite: Record<string, number> = {};
  let [computed, foundMeanwhile, evaluations, diverged] = [0, 0, 0, 0];
  const shares = new Map<CellSpec, number>();
  const report = (): void => {
    const rate = computed / Math.max(seconds(), 1e-9);
    const ended = computed + foundMeanwhile + failed.length;
    const secondsLeft = computed > 0 ? (plan.missing.length - ended) / rate : null;
    const begun = [...shares.values()].reduce((sum, share) => sum + share, 0);
    const done = plan.found.length + ended;
    onProgress?.({ done, total: cells.length, failed: failed.length, rate, secondsLeft, begun });
  };
  report();
  return {
    moved(cell, fraction) {
      shares.set(cell, fraction);
      report();
    },
    foundMeanwhile() {
      foundMeanwhile++;
      report();
    },
    computed(cell, run) {
      shares.delete(cell);
      computed++;
      evaluations += run.evaluations;
      if (run.stopReason === "diverged") diverged++;
      else for (const name of notFiniteIn(run)) notFinite[name] = (notFinite[name] ?? 0) + 1;
      report();
    },
    failed(cell, message) {
      shares.delete(cell);
      failed.push({ at: cells.indexOf(cell), cell, message });
      report();
    },
    unusable: (file) => damaged.push(file),
    outcome: () => ({
      computed,
      found: plan.found.length + foundMeanwhile,
      damaged,
      incomplete: plan.incomplete,
      others: plan.others,
      diverged,
      notFinite,
      failures: failed.sort((a, b) => a.at - b.at).map(({ cell, message }) => ({ cell, message })),
      evaluations,
      seconds: seconds(),
    }),
  };
}

/** The measures that are not finite at a checkpoint. */
function notFiniteIn({ observed }: CellRun): Set<string> {
  const isWrong = (value: number | null): boolean => value !== null && !Number.isFinite(value);
  return new Set(
    observed.flatMap(({ values, layers, pixels = {} }) => [
      ...Object.keys(values).filter((name) => isWrong(values[name]!)),
      ...Object.keys(layers).filter((name) => layers[name]!.some(isWrong)),
      ...Object.keys(pixels).filter((name) => pixels[name]?.values.some(isWrong)),
    ]),
  );
}
