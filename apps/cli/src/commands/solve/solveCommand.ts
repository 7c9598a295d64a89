import { modelNames, type Solved, solved } from "@lazyrich/problems";
import { fieldName, SpecError } from "@lazyrich/specs";
import { csv, formatOfPath } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { readSpec } from "../../input/readSpec.js";
import { suggestion } from "../../input/suggestion.js";
import { type AnswerFormat, answerFormats } from "../../output/answerFormats.js";
import { writing } from "../../output/outputError.js";
import { textTable } from "../../output/textTable.js";
import { givenFields, solveFields, specOfFields } from "./solveFields.js";

/** Options of `lazyrich solve`, the texts the user wrote; beside these the spec's fields. */
export interface SolveOptions extends Readonly<Record<string, unknown>> {
  readonly spec?: string;
  readonly format?: string;
  readonly out?: string;
  readonly model?: string;
  readonly simulate?: boolean;
}

/** Answers a problem given by options or by a spec, on standard output or in a file. */
export function solveCommand(options: SolveOptions): void {
  const { out } = options;
  const format = formats[formatName(options)];
  const text = format(options.spec === undefined ? answerOfFields(options) : answerOfSpec(options.spec, options));
  if (out === undefined || out === "-") process.stdout.write(text);
  else writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content: text }]));
}

const formats: Readonly<Record<AnswerFormat, (found: Solved | Solved[]) => string>> = {
  table: (found) =>
    Array.isArray(found) ? found.map((each, index) => `[${index}] ${answerText(each)}`).join("\n") : answerText(found),
  csv: (found) =>
    csv(
      Array.isArray(found)
        ? found.flatMap(({ rows }, index) => rows.map((row) => ({ spec: index, ...row })))
        : found.rows,
    ),
  json: (found) => `${JSON.stringify(Array.isArray(found) ? found.map(({ answer }) => answer) : found.answer)}\n`,
};

const endings = ["txt", "csv", "json"] as const;

/** The format asked for, or the one the file's ending says, or a table. */
function formatName({ format, out = "-" }: SolveOptions): AnswerFormat {
  if (format !== undefined && !Object.hasOwn(formats, format)) {
    throw new InputError(
      `--format is ${JSON.stringify(format)}; expected table, csv or json${suggestion(format, answerFormats)}`,
    );
  }
  const said = /\.\w*$/.test(out) ? formatOfEnding(out) : undefined;
  if (format !== undefined && said !== undefined && said !== format) {
    throw new InputError(
      `--out is ${JSON.stringify(out)} and --format is ${format}; expected an ending of that format`,
    );
  }
  return (format as AnswerFormat | undefined) ?? said ?? "table";
}

function formatOfEnding(out: string): AnswerFormat {
  try {
    const ending = formatOfPath(out, endings);
    return ending === "txt" ? "table" : ending;
  } catch (error) {
    throw new InputError(`--out ${(error as Error).message}`);
  }
}

function answerOfSpec(file: string, options: SolveOptions): Solved | Solved[] {
  const beside = options.model === undefined ? givenFields(options)[0]?.flag : "--model";
  if (beside !== undefined)
    throw new InputError(`--spec and ${beside} are both given; expected the problem in one of them`);
  const spec = readSpec(file);
  if (!options.simulate) return solved(spec);
  if (![spec].flat().some(mayBeSimulated)) {
    throw new InputError(
      `--simulate is given, but no problem is of the model ${SIMULATED}; expected one, or no --simulate`,
    );
  }
  return solved(simulatedSpec(spec));
}

function answerOfFields(options: SolveOptions): Solved | Solved[] {
  const { model = "single-neuron" } = options;
  if (!modelNames.includes(model)) {
    throw new InputError(
      `--model is ${JSON.stringify(model)}; expected one of ${modelNames.join(", ")}${suggestion(model, modelNames)}`,
    );
  }
  try {
    const spec = specOfFields(model, options);
    if (options.simulate && model !== SIMULATED) {
      throw new InputError(`--simulate does not go with --model ${model}; expected --model ${SIMULATED}`);
    }
    return solved(options.simulate ? simulatedSpec(spec) : spec);
  } catch (error) {
    throw error instanceof SpecError ? new InputError(`${nameInOptions(error.path)} ${error.problem}`) : error;
  }
}

/** The model that may be simulated where it has no closed form. */
const SIMULATED = "two-layer-linear";

const mayBeSimulated = (spec: unknown): spec is object =>
  typeof spec === "object" && spec !== null && "model" in spec && spec.model === SIMULATED;

/** The problem, or each of several that may be, to be simulated where it has no closed form. */
function simulatedSpec(spec: unknown): unknown {
  if (Array.isArray(spec)) return spec.map(simulatedSpec);
  return mayBeSimulated(spec) ? { ...spec, simulate: true } : spec;
}

/** Where a field stands for someone who wrote options: `--beta-star[2]`. */
function nameInOptions([field, ...rest]: readonly PropertyKey[]): string {
  if (field === undefined) return "the problem";
  return fieldName(rest, solveFields.find((each) => each.field === field)?.flag ?? String(field));
}

/** An answer for reading: a line that sums it up, then a table with six significant digits. */
const answerText = ({ summary, rows, tableColumns }: Solved): string =>
  `${summary}\n\n${textTable(rows, tableColumns)}`;
