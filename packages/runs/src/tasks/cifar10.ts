import { cifarImages } from "@lazyrich/data";
import type { TaskPart } from "../task.js";
import { fileIn, type ImageFields, imageFields, imageTask, parsedFiles } from "./imageFiles.js";

const BATCHES = 5;

/**
 * The pictures of CIFAR-10's binary version.
 *
 * @example
 * import { cifar10Part } from "@lazyrich/runs";
 * cifar10Part.example.task; // { name: "cifar-10", folder: "cifar-10-batches-bin", trainSize: 1000, testSize: 200, kernelInputs: 10 }
 */
export const cifar10: TaskPart<ImageFields> = {
  name: "cifar-10",
  summary: "color pictures of ten classes in the folder of CIFAR-10's binary version",
  fields: imageFields,
  example: {
    task: { name: "cifar-10", folder: "cifar-10-batches-bin", trainSize: 1000, testSize: 200, kernelInputs: 10 },
    model: { name: "residual", filters: 8, filterSize: 15, widths: [16], pool: 2 },
    start: "he",
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.02, batch: 100, epochs: [0, 1] },
    measures: ["trainLoss", "testAccuracy"],
  },
  build(fields, { readFile }) {
    const { folder } = fields;
    const file = (name: string) => fileIn(folder, [name], readFile);
    const train = Array.from({ length: BATCHES }, (_, i) => file(`data_batch_${i + 1}.bin`));
    const test = file("test_batch.bin");
    return imageTask(
      parsedFiles(() => cifarImages(train)),
      parsedFiles(() => cifarImages([test])),
      fields,
      10,
    );
  },
};
