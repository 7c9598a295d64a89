import { join } from "node:path";
import { type CellSpec, cellsOf, columnsOfCell, completeSpec, type Lists, type Result, run } from "@lazyrich/runs";
import { provenanceOf, readFilesIn } from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { csv, jsonText, npz, type Row, shortNumber } from "@lazyrich/tables";
import { checkFolderIsWritable, writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { givenSpec, listsOf, type RunSpecOptions } from "../../input/runSpec.js";
import { suggestion } from "../../input/suggestion.js";
import { withInterrupt } from "../../interrupt.js";
import { type AnswerFormat, answerFormats } from "../../output/answerFormats.js";
import { outputError, writing } from "../../output/outputError.js";
import { progressLine } from "../../output/progressLine.js";
import { textTable } from "../../output/textTable.js";
import { howItLearned } from "./howItLearned.js";

/** Options of `lazyrich train` as commander gives them. */
export interface TrainOptions extends RunSpecOptions {
  readonly format: string;
  readonly out?: string;
  readonly dryRun?: true;
}

const A_FOLDER = "a folder that can be written";

/** Runs one cell, prints its measures at each checkpoint, and writes result and parameters. */
export async function trainCommand({ format, out, dryRun, ...options }: TrainOptions): Promise<void> {
  if (!Object.hasOwn(formats, format)) {
    throw new InputError(
      `--format is ${JSON.stringify(format)}; expected table, csv or json${suggestion(format, answerFormats)}`,
    );
  }
  const { spec, filesFolder, modules } = givenSpec(options);
  const lists = await listsOf(modules);
  const cell = oneCell(lists, spec);
  const readFile = readFilesIn(filesFolder);
  if (dryRun) {
    const { dryRunText } = await import("../../output/dryRun.js");
    process.stdout.write(await dryRunText(lists, { missing: [cell], total: 1, readFile }));
    return;
  }
  if (out !== undefined) writing(out, A_FOLDER, () => checkFolderIsWritable(out));
  let parameters: Uint8Array = new Uint8Array();
  // nothing is written before the end, so SIGTERM may end it as it stands: also in a measure that never returns
  const result = await withInterrupt(
    async (signal) => {
      const progress = progressLine(process.stderr);
      try {
        return await run(spec, {
          ...{ lists, readFile, signal },
          onProgress: (fraction) => progress.show(`train: ${Math.floor(100 * fraction)}%`),
          onCell(_, { problem, theta }) {
            parameters = npz(layersOf(problem.model.layers, theta));
          },
        });
      } catch (error) {
        throw isRefusal(error) && !signal.aborted ? new InputError(error.message) : error;
      } finally {
        progress.clear();
      }
    },
    ["SIGINT"],
  );
  const complete = { ...result, provenance: provenanceOf(modules) };
  const text = formats[format as AnswerFormat](complete, cell, lists);
  if (out !== undefined) {
    const files = [
      { path: join(out, "train.json"), content: formats.json(complete, cell, lists) },
      { path: join(out, "parameters.npz"), content: parameters },
    ];
    try {
      writeFilesTogether(files);
    } catch (error) {
      throw outputError(error, out, A_FOLDER);
    }
  }
  process.stdout.write(text);
  for (const line of notFinite(result, cell)) process.stderr.write(`lazyrich: ${line}\n`);
  const unwritten = format === "csv" ? Object.keys(result.tables) : [];
  if (unwritten.length > 0) {
    process.stderr.write(`lazyrich: the table of ${unwritten.join(", ")} is not in CSV; --format json has it\n`);
  }
}

/** Measures that have no number where they are defined, of a run that did not diverge, which is said already. */
function notFinite({ rows, tables }: Result, { measures }: CellSpec): string[] {
  if (rows.some(({ stopReason }) => stopReason === "diverged")) return [];
  return measures.flatMap((name) => {
    const table = [rows, ...Object.values(tables)].find((each) => each.some((row) => name in row)) ?? [];
    const wrong = table.filter((row) => typeof row[name] === "number" && !Number.isFinite(row[name])).length;
    return wrong === 0 ? [] : [`${name} is not finite in ${wrong} of ${table.length} rows`];
  });
}

function oneCell(lists: Lists, spec: unknown): CellSpec {
  const cells = cellsOf(lists, completeSpec(lists, spec));
  if (cells.length === 1) return cells[0]!;
  throw new InputError(`the spec has ${cells.length} cells; expected one, or \`lazyrich sweep\``);
}

const layersOf = (
  layers: readonly { readonly name: string; readonly shape: readonly number[]; readonly offset: number }[],
  theta: Float64Array,
) =>
  Object.fromEntries(
    layers.map(({ name, shape, offset }) => {
      const size = shape.reduce((product, each) => product * each, 1);
      return [name, { shape, data: theta.slice(offset, offset + size) }];
    }),
  );

type Writer = (result: Result, cell: CellSpec, lists: Lists) => string;

const formats: Readonly<Record<AnswerFormat, Writer>> = {
  table: ({ rows, tables }, cell, lists) =>
    [`${summary(rows, cell)}\n`, ...[rows, ...Object.values(tables)].map((each) => tableOf(each, cell, lists))].join(
      "\n",
    ),
  csv: ({ rows }) => csv(rows),
  json: ({ spec, rows, tables, provenance }) =>
    `${jsonText({ spec, rows, ...(Object.keys(tables).length > 0 ? { tables } : {}), provenance })}\n`,
};

/** Checkpoints and measures; the fields of the spec are the same in every row. */
function tableOf(rows: readonly Row[], cell: CellSpec, lists: Lists): string {
  const same = new Set([
    ...Object.keys(columnsOfCell(lists, cell)),
    "stopReason",
    "endStep",
    "endT",
    "endEpoch",
    "endLoss",
    "evaluations",
  ]);
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !same.has(column));
  return textTable(rows, columns);
}

function summary(rows: readonly Row[], { task, model, start, dynamics }: CellSpec): string {
  const last = rows.at(-1);
  const names = [task, model, start, dynamics].map(({ name }) => name).join(", ");
  if (last === undefined) return `${names}: ended before the first checkpoint`;
  const where =
    last.endStep === undefined ? `t = ${shortNumber(Number(last.endT))}` : `step ${shortNumber(Number(last.endStep))}`;
  const ends: Readonly<Record<string, string>> = {
    finished: "",
    stopped: `; the train loss fell below stopLoss at ${where}`,
    diverged: `; diverged at ${where}, ${last.endLoss === null ? "where its first loss is not finite" : `its last finite loss ${shortNumber(Number(last.endLoss))}`}`,
    "step-too-small": `; no step is short enough at ${where}`,
    "too-many-evaluations": `; maximumEvaluations is reached at ${where}`,
  };
  const learned = last.stopReason === "diverged" ? undefined : howItLearned(rows);
  return `${names}: ${last.evaluations} evaluations${ends[String(last.stopReason)]}${learned === undefined ? "" : `; ${learned}`}`;
}
