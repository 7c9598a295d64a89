import { gratingsTask } from "@lazyrich/data";
import type { TaskPart } from "../task.js";
import { type GeneratedFields, generatedFields, generatedTask } from "./generatedImages.js";

/**
 * Oriented gratings in noise, whose class is their direction.
 *
 * @example
 * import { gratingsPart } from "@lazyrich/runs";
 * gratingsPart.example.task; // { name: "gratings", side: 8, classes: 2, trainSize: 60, testSize: 20, kernelInputs: 5 }
 */
export const gratings: TaskPart<GeneratedFields> = {
  name: "gratings",
  summary: "pictures of gratings in noise; the class is their direction",
  fields: generatedFields({ classes: 8, side: 20, trainSize: 2000 }),
  example: {
    task: { name: "gratings", side: 8, classes: 2, trainSize: 60, testSize: 20, kernelInputs: 5 },
    model: { name: "residual", filters: 3, filterSize: 5, stride: 2, widths: [4] },
    start: { name: "he", alpha: 3 },
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.02, batch: 20, schedule: "linear", epochs: [0, 2, 6] },
    measures: ["trainLoss", "testAccuracy", "filterSmoothness"],
  },
  build: (fields) => generatedTask(gratingsTask(fields), fields),
};
