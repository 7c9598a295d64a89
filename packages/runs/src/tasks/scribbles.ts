import { scribblesTask } from "@lazyrich/data";
import type { TaskPart } from "../task.js";
import { type GeneratedFields, generatedFields, generatedTask } from "./generatedImages.js";

/**
 * Generated pictures of strokes.
 *
 * @example
 * import { scribblesPart } from "@lazyrich/runs";
 * scribblesPart.example.task; // { name: "scribbles", side: 16, classes: 3, trainSize: 60, testSize: 20, kernelInputs: 4 }
 */
export const scribbles: TaskPart<GeneratedFields> = {
  name: "scribbles",
  summary: "pictures of random strokes, a generated stand-in for handwritten digits",
  fields: generatedFields({ classes: 10, side: 28, trainSize: 6000 }),
  example: {
    task: { name: "scribbles", side: 16, classes: 3, trainSize: 60, testSize: 20, kernelInputs: 4 },
    model: "lenet5",
    start: { name: "he", alpha: 3 },
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.003, batch: 20, steps: [0, 5, 10] },
  },
  build: (fields) => generatedTask(scribblesTask(fields), fields),
};
