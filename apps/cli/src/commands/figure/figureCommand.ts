import { type DrawOptions, type Figure, figures, findFigures } from "@lazyrich/figures";
import { animationFormats, type FigureFormat, figureFormats, writeFigure } from "@lazyrich/figures/files";
import { sweepIntoFolder } from "@lazyrich/runs/files";
import { expandRanges, isRefusal, parseSpec } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import { checkFolderIsWritable } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { readSpec } from "../../input/readSpec.js";
import { suggestion } from "../../input/suggestion.js";
import { withInterrupt } from "../../interrupt.js";
import { openInBrowser } from "../../output/openInBrowser.js";
import { outputError, writing } from "../../output/outputError.js";
import { progressLine } from "../../output/progressLine.js";
import { readableJson } from "../../output/readableJson.js";
import { differenceWarning } from "./differenceWarning.js";
import { figureLook } from "./figureLook.js";
import { storedFigure } from "./storedFigure.js";
import { timeLeft } from "./timeLeft.js";

/** Options of `lazyrich figure` as commander gives them. */
export interface FigureOptions {
  readonly out: string;
  readonly format: string;
  readonly spec?: string;
  readonly preset?: string;
  readonly from?: string;
  readonly scale?: string;
  readonly width?: string;
  readonly theme?: string;
  readonly steps?: string;
  readonly open?: true;
  readonly showSpec?: true;
}

const A_FOLDER = "a folder that can be written";

/** Why a simulation cannot go on, in the words of who asked for it. */
const ENDS = {
  "non-finite": "is not finite",
  "step-too-small": "has no step that is short enough",
  "too-many-evaluations": "is too stiff to go on",
} as const;

/** Runs figures, writes their files, and prints per figure the files and the largest difference. */
export async function figureCommand(ids: readonly string[], options: FigureOptions): Promise<void> {
  const wanted = wantedFigures(ids);
  const specs = wanted.map((figure) => presetOf(figure, options.preset));
  if (options.showSpec) return showSpec(specs);
  const formats = formatList(options.format);
  const still = wanted.find((figure) => figure.frames === undefined);
  const moving = animationFormats.find((format) => formats.includes(format));
  if (moving !== undefined && still !== undefined) {
    throw new InputError(`--format has "${moving}", but figure ${still.id} has no animation; expected another format`);
  }
  const look = figureLook(options, wanted);
  const scale = pixelScale(options.scale ?? "4");
  if (options.spec !== undefined) {
    if (options.preset !== undefined) throw new InputError("--spec and --preset are both given; expected one of them");
    if (wanted.length !== 1)
      throw new InputError(`--spec goes with one figure, not with ${wanted.length}; expected one id`);
    specs[0] = parseSpec(wanted[0]!.schema, expandRanges(readSpec(options.spec)));
  }
  if (options.from !== undefined) return await drawStored(wanted, options.from, { options, formats, scale, look });
  writing(options.out, A_FOLDER, () => checkFolderIsWritable(options.out));
  await withInterrupt(async (signal) => {
    for (const [index, figure] of wanted.entries()) {
      const { report, warning } = await drawFigure(figure, specs[index], { options, formats, scale, look, signal });
      process.stdout.write(report);
      if (warning !== undefined) process.stderr.write(`lazyrich: figure ${figure.id}: ${warning}\n`);
    }
  });
}

/** Draws figures from stored rows, without running any. */
async function drawStored(
  wanted: readonly Figure[],
  from: string,
  { options, formats, scale, look }: Omit<Drawing, "signal">,
): Promise<void> {
  if (options.spec !== undefined || options.preset !== undefined) {
    throw new InputError("--from goes without --spec and --preset: the settings are those of the stored runs");
  }
  const stored = await storedFigure(from);
  for (const figure of wanted) {
    const { spec, data } = stored(figure);
    const paths = await writeFigure({ figure, spec, data, folder: options.out, formats, scale, look }).catch(
      (error) => {
        throw outputError(error, options.out, A_FOLDER);
      },
    );
    process.stdout.write([`figure ${figure.id}: ${figure.title}`, ...paths.map((path) => `  ${path}`), ""].join("\n"));
    if (options.open) openInBrowser(paths[0]!);
  }
}

interface Drawing {
  readonly options: FigureOptions;
  readonly formats: readonly FigureFormat[];
  readonly scale: number;
  readonly look: DrawOptions;
  readonly signal: AbortSignal;
}

async function drawFigure(
  figure: Figure,
  spec: unknown,
  { options, formats, scale, look, signal }: Drawing,
): Promise<{ readonly report: string; readonly warning: string | undefined }> {
  const progress = progressLine(process.stderr);
  const left = timeLeft();
  const show = (fraction: number) =>
    progress.show(`figure ${figure.id}: ${Math.floor(100 * fraction)}%${left(fraction)}`);
  try {
    progress.show(`figure ${figure.id}: 0%`);
    const data = await figure.run(spec, { onProgress: show, signal, sweep: sweepIntoFolder(options.out) });
    progress.show(`figure ${figure.id}: drawing`);
    const paths = await writeFigure({ figure, spec, data, folder: options.out, formats, scale, look, signal }).catch(
      (error) => {
        throw outputError(error, options.out, A_FOLDER);
      },
    );
    const lines = [`figure ${figure.id}: ${figure.title}`, ...paths.map((path) => `  ${path}`)];
    if (data.largestDifference !== undefined) {
      const difference = data.largestDifference.toExponential(1);
      lines.push(`  largest difference between exact solution and simulation: ${difference}`);
    }
    if (options.open) openInBrowser(paths[0]!);
    return { report: `${lines.join("\n")}\n`, warning: differenceWarning(data) };
  } catch (error) {
    if (signal.aborted) throw error;
    if (options.spec === undefined) throw refusedPreset(error, options.preset);
    if (error instanceof Error && error.name === "IntegrationError") {
      const { reason, time } = error as Error & { readonly reason: keyof typeof ENDS; readonly time: number };
      const where = `its flow ${ENDS[reason]} at t = ${shortNumber(time)}`;
      throw new InputError(`the spec cannot be simulated: ${where}; expected numbers of other sizes`);
    }
    throw isRefusal(error) ? new InputError(`the spec cannot be run: ${error.message}`) : error;
  } finally {
    progress.clear();
  }
}

/** A preset that needs files which are not there. */
function refusedPreset(error: unknown, preset: string | undefined): unknown {
  if (preset === undefined || !isRefusal(error)) return error;
  return new InputError(`--preset ${preset} cannot be run: ${error.message}`);
}

function wantedFigures(ids: readonly string[]): readonly Figure[] {
  if (ids.includes("all")) return figures;
  const found = ids.flatMap((id) => {
    try {
      return findFigures(id);
    } catch (error) {
      throw new InputError((error as Error).message.replace(/ \(|$/, (end) => ` or all${end}`));
    }
  });
  return [...new Set(found)];
}

function formatList(text: string): readonly FigureFormat[] {
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    if (!(figureFormats as readonly string[]).includes(name)) {
      const expected = `some of ${figureFormats.join(", ")} with commas between`;
      throw new InputError(
        `--format has ${JSON.stringify(name)}; expected ${expected}${suggestion(name, figureFormats)}`,
      );
    }
  }
  return names as FigureFormat[];
}

function pixelScale(text: string): number {
  const scale = Number(text);
  if (!(scale > 0 && scale <= 50)) {
    throw new InputError(`--scale is ${JSON.stringify(text)}; expected pixels per point, more than 0 and at most 50`);
  }
  return scale;
}

function showSpec(specs: readonly unknown[]): void {
  if (specs.length !== 1)
    throw new InputError(`--show-spec goes with one figure, not with ${specs.length}; expected one id`);
  process.stdout.write(`${readableJson(specs[0])}\n`);
}

/** The settings that a name stands for; without one the figure's own. */
function presetOf(figure: Figure, name: string | undefined): unknown {
  if (name === undefined) return figure.spec;
  const presets = figure.presets ?? {};
  if (Object.hasOwn(presets, name)) return presets[name];
  const names = Object.keys(presets);
  const expected = names.length === 0 ? "expected none: it has no presets" : `expected ${names.join(" or ")}`;
  throw new InputError(
    `--preset is ${JSON.stringify(name)} for figure ${figure.id}; ${expected}${suggestion(name, names)}`,
  );
}
