import type { SeriesRow } from "./seriesRow.js";

/** Where the phases of a training begin. */
export interface Phases {
  /** The last step at which the network was lazy by two standard errors; null if at none after the first. */
  readonly lazyUntil: number | null;
  /** The first step from which it was rich by two standard errors to the end; null if it never was. */
  readonly richFrom: number | null;
  /** When the kernel had made half of its way, */
  readonly kernelHalfway: number | null;
  /** and when the loss (the outputs, without labels) had made half and nine tenths of theirs. */
  readonly fitHalfway: number | null;
  /** The step by which the loss (the outputs, without labels) had gone nine tenths of its way; null where it moved nowhere. */
  readonly fitAlmost: number | null;
  /** Whether features came before the fit or long after it; undefined where the network did not become rich. */
  readonly pace: "rapid" | "delayed" | "with the fit" | undefined;
  /** In a sentence. */
  readonly text: string;
}

/**
 * Rapid feature learning: the kernel is halfway no later than the fit is. Delayed: only once nine tenths of the fit are made, as in
 * grokking.
 *
 * @see Kunin et al. 2024, figures 1 and 6
 */
export function phasesOf(rows: readonly SeriesRow[], threshold = 0.05): Phases {
  const error = (row: SeriesRow): number => 2 * (row.kernelDistanceStandardError ?? Number.NaN);
  const isLazy = (row: SeriesRow): boolean => (row.kernelDistance ?? Number.NaN) + error(row) < threshold;
  const isRich = (row: SeriesRow): boolean => (row.kernelDistance ?? Number.NaN) - error(row) > threshold;
  const later = rows.slice(1);
  const lazyUntil = later.findLast(isLazy)?.step ?? null;
  const lastNotRich = rows.findLastIndex((row) => !isRich(row));
  const richFrom = rows[lastNotRich + 1]?.step ?? null;
  const hasLoss = rows.every(({ loss }) => loss !== null);
  const fit = rows.map((row) => (hasLoss ? rows[0]!.loss! - row.loss! : row.outputDistance));
  const [kernelHalfway, fitHalfway, fitAlmost] = [
    reached(
      rows,
      rows.map(({ kernelDistance }) => kernelDistance ?? 0),
      0.5,
    ),
    reached(rows, fit, 0.5),
    reached(rows, fit, 0.9),
  ];
  const pace = paceOf(richFrom, kernelHalfway, fitHalfway, fitAlmost);
  const what = hasLoss ? "loss" : "outputs";
  const when =
    kernelHalfway === null || fitHalfway === null
      ? ""
      : ` The kernel was halfway at step ${kernelHalfway}, the ${what} at step ${fitHalfway}${fitAlmost === null ? "" : ` (nine tenths at ${fitAlmost})`}.`;
  if (rows.every(({ parameterDistance }) => parameterDistance === 0)) {
    const text = "Nothing moved: all checkpoints hold the same parameters, so they tell of no training.";
    return { lazyUntil: null, richFrom: null, kernelHalfway: null, fitHalfway: null, fitAlmost: null, pace, text };
  }
  const until = lazyUntil !== null && richFrom !== null && lazyUntil < richFrom ? `, lazy until step ${lazyUntil}` : "";
  const end = lazyUntil === rows.at(-1)!.step ? "Lazy to the end." : "The network did not become rich.";
  const from = richFrom === null ? end : `Rich from step ${richFrom} on${until}.`;
  const kind =
    pace === undefined
      ? ""
      : pace === "with the fit"
        ? " Features came with the fit."
        : ` Feature learning was ${pace}.`;
  return { lazyUntil, richFrom, kernelHalfway, fitHalfway, fitAlmost, pace, text: `${from}${kind}${when}` };
}

function paceOf(
  richFrom: number | null,
  kernelHalfway: number | null,
  fitHalfway: number | null,
  fitAlmost: number | null,
): Phases["pace"] {
  if (richFrom === null || kernelHalfway === null || fitHalfway === null) return undefined;
  if (kernelHalfway <= fitHalfway) return "rapid";
  return fitAlmost !== null && kernelHalfway > fitAlmost ? "delayed" : "with the fit";
}

/** The first step at which a quantity has a share of its last value; null if that is not above 0. */
function reached(rows: readonly SeriesRow[], values: readonly number[], share: number): number | null {
  const goal = values.at(-1)! * share;
  return goal > 0 ? rows[values.findIndex((value) => value >= goal)]!.step : null;
}
