import { randomGenerator, whitenedInputs } from "@lazyrich/data";
import { gaussianMatrix, productTransposed, transpose } from "@lazyrich/linalg";
import { seedField, sizeField } from "../spec/sizes.js";
import type { TaskPart } from "../task.js";

interface WhitenedFields {
  readonly seed: number;
  readonly inputDimension: number;
  readonly outputDimension: number;
  readonly trainSize: number;
}

/**
 * A linear teacher with Gaussian entries on whitened inputs, X^T X = I: the setting of the exact solutions.
 *
 * @example
 * import { whitenedPart } from "@lazyrich/runs";
 * whitenedPart.example.task; // { name: "whitened-regression", inputDimension: 5, outputDimension: 2, trainSize: 10 }
 */
export const whitened: TaskPart<WhitenedFields> = {
  name: "whitened-regression",
  summary: "a linear teacher of Gaussian entries on whitened inputs, X^T X = I: the setting of the exact solutions",
  fields: {
    seed: seedField,
    inputDimension: sizeField("d, the dimension of the inputs", 10),
    outputDimension: sizeField("c, the number of outputs", 1),
    trainSize: sizeField("n, the number of inputs, at least d", 20),
  },
  example: {
    task: { name: "whitened-regression", inputDimension: 5, outputDimension: 2, trainSize: 10 },
    model: { name: "deep-linear", hiddenWidths: [5] },
    start: { name: "gaussian", scale: 0.3 },
    loss: "half-sum-squared",
  },
  build({ seed, inputDimension, outputDimension, trainSize }) {
    const X = whitenedInputs({ trainSize, inputDimension, seed });
    // a stream of its own, so that the inputs of a seed do not depend on the number of outputs
    const random = randomGenerator((seed + 0x5f356495) % 2 ** 32);
    const teacher = gaussianMatrix(outputDimension, inputDimension, random);
    const betaStar = transpose(teacher);
    return {
      X,
      Y: productTransposed(X, teacher),
      test: null,
      classes: null,
      arrays: { betaStar: { shape: [inputDimension, outputDimension], data: betaStar.data } },
    };
  },
};
