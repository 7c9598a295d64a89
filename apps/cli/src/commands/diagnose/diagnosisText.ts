import type { BeforeAndAfter, Diagnosis, SeriesDiagnosis } from "@lazyrich/diagnose";
import { type Row, shortNumber } from "@lazyrich/tables";
import { textTable } from "../../output/textTable.js";

/** A diagnosis for reading: loss and accuracy, the verdict, then tables with six significant digits. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { verdict, drift, alpha } = diagnosis;
  const parts = [
    [
      `${diagnosis.architecture}: ${counted(diagnosis.parameters, "parameter")}, ${counted(diagnosis.inputs, "input")} x ${counted(diagnosis.outputs, "output")}`,
      ...pair("loss", diagnosis.loss).map((line) => `${line} (${diagnosis.lossName})`),
      ...pair("accuracy", diagnosis.accuracy),
      ...swapped(diagnosis.loss),
    ].join("\n"),
    verdict.text,
    `Try: ${verdict.advice}`,
    table("The whole network", wholeRows(diagnosis), ["", "value", "error"], diagnosis),
    table(
      "Parameters: kernel distance, share of the kernel's trace, distance",
      parameterRows(diagnosis),
      ["parameter", "S", "share before", "share after", "moved", "relative"],
      diagnosis,
    ),
    table(
      "Hidden layers: change of activations, kernel and alignment (CKA) of their outputs",
      hiddenRows(diagnosis),
      ["after layer", "activation", "changed", "S", "CKA"],
      diagnosis,
    ),
    table(
      "Learning speed: each layer's share of the kernel's trace; delta: what gradient flow conserves, mean",
      speedRows(diagnosis),
      ["layer", "before", "after", "delta before", "delta after"],
      undefined,
    ),
    ...(drift ? [`Training: ${drift.text}`] : []),
    ...(alpha.length > 0
      ? [
          table(
            "Dividing the first layer (and hidden biases) by alpha and multiplying the readout by it would leave the function as it is and make the learning speeds",
            alpha.map(({ alpha: value, shares, profile }) => ({ alpha: value, profile, ...shares })),
            ["alpha", "profile", ...Object.keys(alpha[0]!.shares)],
            undefined,
          ),
        ]
      : []),
  ];
  return parts
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/** A series for reading: its phases, a row a checkpoint, then the last checkpoint against the first. */
export function seriesText({ last, rows, phases }: SeriesDiagnosis): string {
  const columns = Object.entries(SERIES_COLUMNS).filter(([column]) => rows.some((row) => row[column] !== null));
  const shownRows = rows.map((row) =>
    Object.fromEntries(columns.map(([column, heading]) => [heading, row[column]!] as const)),
  );
  return `${phases.text}\n\n${textTable(shownRows, Object.values(Object.fromEntries(columns)))}\nThe last checkpoint against the first: ${diagnosisText(last)}`;
}

/** How the columns of a series are headed in a table for reading. */
const SERIES_COLUMNS: Readonly<Record<string, string>> = {
  step: "step",
  kernelDistance: "S",
  kernelDistanceStandardError: "error",
  kernelDistanceTrace: "S of traces",
  activationChange: "activations changed",
  parameterDistance: "parameters moved",
  outputDistance: "outputs moved",
  loss: "loss",
  accuracy: "accuracy",
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const pair = (name: string, both: BeforeAndAfter | undefined): string[] =>
  both === undefined ? [] : [`${name}: ${shown(both.before)} before, ${shown(both.after)} after`];

/** A training that made the loss worse is mostly one whose checkpoints changed places. */
const swapped = (loss: BeforeAndAfter | undefined): string[] =>
  loss !== undefined && (loss.after ?? 0) > (loss.before ?? 0)
    ? [`the loss rose from ${shown(loss.before)} to ${shown(loss.after)}: are the checkpoints swapped?`]
    : [];

/** S as it is shown: what rounding a computation in float64 makes of 0 is 0. */
const distanceShown = (S: number | null): number | null => (S !== null && S < 1e-24 ? 0 : S);

const shown = (value: number | null): string => (value === null ? "-" : shortNumber(value));

/** A table under its title, with the floor of rounding as its last column where there is one; nothing without rows. */
function table(
  title: string,
  rows: readonly Row[],
  columns: readonly string[],
  diagnosis: Diagnosis | undefined,
): string {
  if (rows.length === 0) return "";
  const all = diagnosis?.roundingFloor ? [...columns, "rounding alone"] : columns;
  return `${title}\n${textTable(rows, all)}`.trimEnd();
}

function wholeRows(diagnosis: Diagnosis): Row[] {
  const { mixtures, kernelTargetAlignment: alignment, roundingFloor: floor } = diagnosis;
  const rounding = (value: number | null | undefined): Row => ({ "rounding alone": value ?? null });
  return [
    {
      "": "kernel distance S",
      value: distanceShown(diagnosis.kernelDistance),
      error: distanceShown(diagnosis.kernelDistanceStandardError),
      ...rounding(floor?.kernelDistance),
    },
    {
      "": "S of the traces over outputs",
      value: distanceShown(diagnosis.kernelDistanceTrace),
      error: distanceShown(diagnosis.kernelDistanceTraceStandardError),
      ...rounding(floor?.kernelDistanceTrace),
    },
    { "": "S, rows of weights turned alone", value: distanceShown(mixtures.turned) },
    { "": "S, rows of weights resized alone", value: distanceShown(mixtures.resized) },
    ...(alignment
      ? [
          { "": "alignment of kernel and labels before", value: alignment.before },
          { "": "alignment of kernel and labels after", value: alignment.after },
        ]
      : []),
    { "": "distance of parameters", value: diagnosis.parameterDistance, ...rounding(floor?.parameterDistance) },
  ];
}

const parameterRows = (diagnosis: Diagnosis): Row[] =>
  Object.entries(diagnosis.kernelDistanceByParameter).map(([parameter, S]) => ({
    parameter,
    S: distanceShown(S),
    "share before": diagnosis.kernelShareBefore[parameter] ?? null,
    "share after": diagnosis.kernelShareAfter[parameter] ?? null,
    moved: diagnosis.parameterDistanceByParameter[parameter] ?? null,
    relative: diagnosis.relativeParameterDistance[parameter] ?? null,
    "rounding alone": diagnosis.roundingFloor?.kernelDistanceByParameter[parameter] ?? null,
  }));

const hiddenRows = ({ hiddenLayers, activationChange, representations, roundingFloor }: Diagnosis): Row[] =>
  hiddenLayers.map(({ layer, activation, measure }, k) => ({
    "after layer": layer,
    activation: `${activation}, ${measure}`,
    changed: activationChange[k]!,
    S: distanceShown(representations[k]!.kernelDistance),
    CKA: representations[k]!.centredKernelAlignment,
    "rounding alone": roundingFloor?.activationChange[k] ?? null,
  }));

const speedRows = ({ learningSpeed }: Diagnosis): Row[] =>
  learningSpeed.map(({ layer, before, after, deltaBefore, deltaAfter }) => ({
    layer,
    before,
    after,
    "delta before": deltaBefore,
    "delta after": deltaAfter,
  }));
