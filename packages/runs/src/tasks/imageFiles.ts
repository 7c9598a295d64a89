import {
  imageSamples,
  type LabeledImages,
  permutation,
  pixelScale,
  type ReadBytes,
  randomStream,
} from "@lazyrich/data";
import { SpecError, type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField, sizeField } from "../spec/sizes.js";
import type { ReadFile, Task } from "../task.js";

/** Fields of every task of pictures in a folder. */
export interface ImageFields {
  readonly seed: number;
  readonly folder: string;
  readonly trainSize: number;
  readonly testSize: number;
  readonly kernelInputs: number;
}

/** How many inputs kernels and patterns are of. */
export const kernelInputsField: ValueField<number> = sizeField(
  "inputs, the first of the test set, that kernels and activation patterns are of",
  100,
);

export const imageFields: { readonly [Name in keyof ImageFields]: ValueField<ImageFields[Name]> } = {
  seed: seedField,
  folder: valueField("the folder with the files, from the folder of the spec", z.string().check(z.minLength(1))),
  trainSize: sizeField("n, pictures to train on, chosen at random from those of the training files", 6000),
  testSize: sizeField("pictures for the test error, chosen at random from those of the test files", 1000),
  kernelInputs: kernelInputsField,
};

/** The first file of these names that is in a folder. @throws SpecError that lists them if there is none, or a file cannot be read. */
export function fileIn(folder: string, names: readonly string[], readFile: ReadFile): ReadBytes {
  for (const file of names) {
    const name = `${folder.replace(/\/+$/, "")}/${file}`;
    try {
      return { name, bytes: readFile(name) };
    } catch (error) {
      if (isMissing(error)) continue;
      const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
      throw refused(`holds ${name}, which cannot be read (${reason})`);
    }
  }
  const lacks = names.length === 1 ? `which has no ${names[0]}` : `which has none of ${names.join(", ")}`;
  throw refused(`is ${JSON.stringify(folder)}, ${lacks}; expected ${names.length === 1 ? "it" : "one of them"} there`);
}

const refused = (problem: string): SpecError => new SpecError(["task", "folder"], problem);

const isMissing = (error: unknown): boolean => /no such file/.test((error as Error).message);

/** What `parse` makes of files. @throws SpecError with what it refuses. */
export function parsedFiles(parse: () => LabeledImages): LabeledImages {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw refused(`holds files that cannot be used: ${error.message}`);
    throw error;
  }
}

/** A task of pictures chosen at random, at mean 0 and deviation 1 of each channel of the training set. */
export function imageTask(
  train: LabeledImages,
  test: LabeledImages,
  { seed, trainSize, testSize, kernelInputs }: ImageFields,
  classes: number,
): Task {
  const chosen = (images: LabeledImages, count: number, field: string, stream: "inputs" | "test"): Uint32Array => {
    if (count > images.count) {
      throw new SpecError(["task", field], `is ${count}; expected at most ${images.count}, the pictures in the files`);
    }
    return permutation(images.count, randomStream(seed, stream)).slice(0, count);
  };
  if (train.shape.join() !== test.shape.join()) {
    throw refused(
      `has pictures of ${train.shape.join(" x ")} and, to test, of ${test.shape.join(" x ")}; expected one size`,
    );
  }
  const rows = chosen(train, trainSize, "trainSize", "inputs");
  const scale = pixelScale(train, rows);
  const samples = imageSamples(test, chosen(test, testSize, "testSize", "test"), scale);
  return {
    ...imageSamples(train, rows, scale),
    test: samples,
    classes,
    image: train.shape,
    kernelInputs: firstRows(samples.X, kernelInputs),
  };
}

/** The first rows of a matrix, or all. */
export function firstRows({ rows, columns, data }: Task["X"], count: number): Task["X"] {
  const kept = Math.min(rows, count);
  return { rows: kept, columns, data: data.slice(0, kept * columns) };
}
