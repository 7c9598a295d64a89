import {
  type DiagnoseOptions,
  diagnose,
  diagnoseSeries,
  diagnosisFigure,
  diagnosisRows,
  seriesFigure,
} from "@lazyrich/diagnose";
import { readCheckpoint, readTable } from "@lazyrich/diagnose/files";
import { isRefusal } from "@lazyrich/specs";
import { InputError } from "../../input/inputError.js";
import { progressLine } from "../../output/progressLine.js";
import { type ArchitectureOptions, architectureOf } from "./architectureOf.js";
import { type ArrayOptions, compareArrays } from "./compareArrays.js";
import { diagnosisText, seriesText } from "./diagnosisText.js";
import { countOf, numberOf, oneOf, ratesOf, thresholdOf } from "./options.js";
import { type Answer, type OutputOptions, outputFormat, writeAnswer } from "./output.js";
import { seriesFiles } from "./seriesFiles.js";

/** Options of `lazyrich diagnose` as commander gives them. */
export interface DiagnoseCommandOptions extends ArchitectureOptions, ArrayOptions, OutputOptions {
  readonly before?: string;
  readonly after?: string;
  readonly inputs?: string;
  readonly labels?: string;
  readonly series?: readonly string[];
  readonly steps?: string;
  readonly outputsBefore?: string;
  readonly learningRates?: string;
  readonly inputsCount?: string;
  readonly outputsCount?: string;
  readonly seed: string;
  readonly precision: string;
}

/** Diagnoses checkpoints of one's own network, or arrays. Ctrl-C ends it at once: nothing is written before the end. */
export async function diagnoseCommand(options: DiagnoseCommandOptions): Promise<void> {
  const format = outputFormat(options);
  const progress = progressLine(process.stderr);
  let answer: Answer;
  try {
    answer = answerOf(options, (share) => progress.show(`diagnosing: ${Math.round(100 * share)}%`));
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  } finally {
    progress.clear();
  }
  await writeAnswer(answer, format, options.out);
}

function answerOf(options: DiagnoseCommandOptions, onProgress: (share: number) => void): Answer {
  const { kernel, activations, series } = options;
  if (kernel || activations) return compareArrays(options);
  if (series) return seriesAnswer(series, options, onProgress);
  const before = readCheckpoint(required("--before", options.before));
  const after = readCheckpoint(required("--after", options.after));
  const diagnosis = diagnose({ ...common(before, options), before, after, onProgress });
  return {
    text: () => diagnosisText(diagnosis),
    summary: diagnosis.verdict.text,
    json: diagnosis,
    rows: diagnosisRows(diagnosis),
    figure: () => diagnosisFigure(diagnosis),
  };
}

function seriesAnswer(
  given: readonly string[],
  options: DiagnoseCommandOptions,
  onProgress: (share: number) => void,
): Answer {
  if (options.before !== undefined || options.after !== undefined) {
    throw new InputError("--series goes without --before and --after; expected one or the other");
  }
  const checkpoints = seriesFiles(given, options.steps).map(({ step, path }) => ({
    step,
    read: () => readCheckpoint(path),
  }));
  const found = diagnoseSeries({ ...common(checkpoints[0]!.read(), options), checkpoints, onProgress });
  return {
    text: () => seriesText(found),
    summary: found.phases.text,
    json: found,
    rows: found.rows,
    figure: () => seriesFigure(found),
  };
}

/** What a pair and a series share. */
function common(
  first: DiagnoseOptions["before"],
  options: DiagnoseCommandOptions,
): Omit<DiagnoseOptions, "before" | "after"> {
  const inputs = readTable(required("--inputs", options.inputs));
  const table = (path: string | undefined) => (path === undefined ? undefined : readTable(path));
  const architecture = architectureOf(first, inputs, options);
  const takes = architecture.network.inputDimension;
  if (inputs.columns !== takes) {
    const columns = `${inputs.columns} ${inputs.columns === 1 ? "column" : "columns"}`;
    throw new InputError(`${options.inputs} has ${columns}; the first layer takes ${takes}`);
  }
  return {
    architecture,
    inputs,
    labels: table(options.labels),
    outputsBefore: table(options.outputsBefore),
    learningRates: ratesOf(options.learningRates ?? ""),
    threshold: thresholdOf(options.threshold),
    inputsCount: countOf("--inputs-count", options.inputsCount, inputs.rows, `the rows of ${options.inputs}`),
    outputsCount: countOf(
      "--outputs-count",
      options.outputsCount,
      architecture.network.outputDimension,
      "the outputs of the network",
    ),
    seed: numberOf("--seed", options.seed),
    precision: oneOf("--precision", options.precision, ["float64", "float32"] as const),
  };
}

function required(option: string, path: string | undefined): string {
  if (path !== undefined) return path;
  throw new InputError(
    `${option} is missing; expected a file (or --series, --kernel or --activations in place of a pair)`,
  );
}
