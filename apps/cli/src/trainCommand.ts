import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { answerTrain, parseTrainSpec, type TrainAnswer } from "@lazyrich/runs/student-teacher";
import { csv, npy, type Row, shortNumber } from "@lazyrich/tables";
import { checkFolderIsWritable, type FileContent, writeFilesTogether } from "@lazyrich/tables/files";
import { type AnswerFormat, answerFormats } from "./answerFormats.js";
import { InputError } from "./inputError.js";
import { withInterrupt } from "./interrupt.js";
import { outputError, writing } from "./outputError.js";
import { type BuildName, buildName } from "./productBuildName.js";
import { progressLine } from "./progressLine.js";
import { readSpec } from "./readSpec.js";
import { suggestion } from "./suggestion.js";
import { textTable } from "./textTable.js";

/** Options of `lazyrich train` as commander gives them. */
export interface TrainOptions {
  readonly spec: string;
  readonly format: string;
  readonly out?: string;
  readonly build: string;
}

const A_FOLDER = "a folder that can be written";

/** Trains a student on the user's data, prints its metrics at each checkpoint, and writes the parameters. */
export async function trainCommand({ spec: file, format, out, build }: TrainOptions): Promise<void> {
  if (!Object.hasOwn(formats, format)) {
    throw new InputError(
      `--format is ${JSON.stringify(format)}; expected table, csv or json${suggestion(format, answerFormats)}`,
    );
  }
  const chosen: BuildName = buildName(build);
  const folder = file === "-" ? "." : dirname(file);
  const spec = parseTrainSpec(readSpec(file), (path) => readFileSync(resolve(folder, path)));
  if (out !== undefined) writing(out, A_FOLDER, () => checkFolderIsWritable(out));
  const { answer, parameters } = await withInterrupt(async (signal) => {
    const progress = progressLine(process.stderr);
    try {
      const onProgress = (fraction: number): void => progress.show(`train: ${Math.floor(100 * fraction)}%`);
      return await answerTrain(spec, { build: chosen, onProgress, signal });
    } finally {
      progress.clear();
    }
  });
  const text = formats[format as AnswerFormat](answer);
  if (out !== undefined) {
    const files: FileContent[] = [
      { path: join(out, "train.json"), content: `${JSON.stringify(answer)}\n` },
      { path: join(out, "a.npy"), content: npy(parameters.a) },
      { path: join(out, "W.npy"), content: npy(parameters.W) },
    ];
    try {
      writeFilesTogether(files);
    } catch (error) {
      throw outputError(error, out, A_FOLDER);
    }
  }
  process.stdout.write(text);
}

const formats: Readonly<Record<AnswerFormat, (answer: TrainAnswer) => string>> = {
  table: (answer) => {
    const rows = rowsOf(answer);
    return `${summary(answer)}\n\n${textTable(rows, Object.keys(rows[0]!))}`;
  },
  csv: (answer) => csv(rowsOf(answer)),
  json: (answer) => `${JSON.stringify(answer)}\n`,
};

/** One row a checkpoint. */
function rowsOf(answer: TrainAnswer): Row[] {
  return answer.steps.map((step, i) => ({
    step,
    trainLoss: answer.trainLoss[i]!,
    generalizationError: answer.generalizationError[i]!,
    kernelDistance: answer.kernelDistance[i]!,
    hammingDistance: answer.hammingDistance[i]!,
    parameterDistance: answer.parameterDistance[i]!,
  }));
}

function summary({ tau, delta, dynamics, evaluations, seconds, stoppedAt }: TrainAnswer): string {
  const end = stoppedAt === null ? "" : `; train loss below 1e-10 at step ${shortNumber(stoppedAt)}`;
  return `tau = ${shortNumber(tau)}, delta = ${shortNumber(delta)}, ${dynamics}: ${evaluations} evaluations in ${shortNumber(seconds)} s${end}`;
}
