import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { naturalOrder } from "@lazyrich/diagnose";
import { InputError } from "../../input/inputError.js";
import { numberOf } from "./options.js";

/** A checkpoint of a series. */
export interface SeriesFile {
  readonly step: number;
  readonly path: string;
}

/**
 * The files of a series in the order of their steps: those that a pattern with * names, or those given.
 *
 * @param steps as the option has them; by default the last number in each name.
 * @throws InputError if there are fewer than two, a name has no number, or the steps are not as many or not all different.
 */
export function seriesFiles(given: readonly string[], steps: string | undefined): SeriesFile[] {
  const paths = given.flatMap((each) => (each.includes("*") ? matching(each) : [each])).sort(naturalOrder);
  if (paths.length < 2) {
    throw new InputError(
      `--series ${given.join(" ")} is ${paths.length} ${paths.length === 1 ? "file" : "files"}; expected at least two checkpoints`,
    );
  }
  const numbers = steps?.split(",").map((step) => numberOf("--steps", step));
  if (numbers && numbers.length !== paths.length) {
    const names = paths.map((path) => basename(path)).join(", ");
    throw new InputError(
      `--steps has ${numbers.length} ${numbers.length === 1 ? "number" : "numbers"}; expected ${paths.length}, of ${names}`,
    );
  }
  const files = paths.map((path, k) => ({ step: numbers ? numbers[k]! : stepIn(path), path }));
  files.sort((a, b) => a.step - b.step);
  const twice = files.findIndex(({ step }, k) => step === files[k + 1]?.step);
  if (twice < 0) return files;
  const [one, other] = [files[twice]!, files[twice + 1]!];
  throw new InputError(`${one.path} and ${other.path} are both of step ${one.step}; expected --steps`);
}

function stepIn(path: string): number {
  const numbers = basename(path)
    .replace(/\.[a-z]+$/i, "")
    .match(/\d+/g);
  if (numbers === null) throw new InputError(`${path} has no number in its name; expected one, or --steps`);
  return Number(numbers.at(-1));
}

function matching(pattern: string): string[] {
  const folder = dirname(pattern);
  const parts = basename(pattern)
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new InputError(`--series ${pattern} is in no folder that can be read; expected one`);
  }
  return names.filter((name) => expression.test(name)).map((name) => join(folder, name));
}
