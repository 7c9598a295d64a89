import { idxImages as parsed } from "@lazyrich/data";
import type { TaskPart } from "../task.js";
import { fileIn, type ImageFields, imageFields, imageTask, parsedFiles } from "./imageFiles.js";

const CLASSES = 10;

/** The names under which a file of MNIST or Fashion-MNIST is distributed. */
const namesOf = (set: string, content: string): string[] =>
  [`${set}-${content}-ubyte`, `${set}-${content.replace("-idx", ".idx")}-ubyte`].flatMap((name) => [
    name,
    `${name}.gz`,
  ]);

/**
 * Pictures in IDX files, such as MNIST and Fashion-MNIST.
 *
 * @example
 * import { idxImagesPart } from "@lazyrich/runs";
 * idxImagesPart.example.task; // { name: "idx-images", folder: "mnist", trainSize: 1000, testSize: 200, kernelInputs: 20 }
 */
export const idxImages: TaskPart<ImageFields> = {
  name: "idx-images",
  summary: "pictures of ten classes in a folder of IDX files, gzipped or not, such as MNIST and Fashion-MNIST",
  fields: imageFields,
  example: {
    task: { name: "idx-images", folder: "mnist", trainSize: 1000, testSize: 200, kernelInputs: 20 },
    model: "lenet5",
    start: "he",
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.003, batch: 64, steps: [0, 10, 100] },
  },
  build(fields, { readFile }) {
    const { folder } = fields;
    const images = (set: string) => {
      const [pictures, labels] = ["images-idx3", "labels-idx1"].map((content) =>
        fileIn(folder, namesOf(set, content), readFile),
      );
      return parsedFiles(() => parsed(pictures!, labels!, CLASSES));
    };
    return imageTask(images("train"), images("t10k"), fields, CLASSES);
  },
};
