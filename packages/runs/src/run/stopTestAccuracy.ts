import { misclassification } from "@lazyrich/metrics";
import { SpecError } from "@lazyrich/specs";
import type { CommonFields } from "../dynamics.js";
import type { Problem } from "../problem.js";

/**
 * Whether a run ends at a checkpoint, as `stopTestAccuracy` of its dynamics says; undefined where it says nothing.
 *
 * @throws SpecError if the task has no test set of classes.
 */
export function endsAtAccuracy(
  { stopTestAccuracy = null }: CommonFields,
  { task, model, boundTest }: Problem,
): ((theta: Float64Array) => boolean) | undefined {
  if (stopTestAccuracy === null) return undefined;
  const { test, classes } = task;
  if (test === null || boundTest === null || classes === null) {
    const problem = `is ${stopTestAccuracy} with a task that has no test set of classes; expected null`;
    throw new SpecError(["dynamics", "stopTestAccuracy"], problem);
  }
  const outputs = new Float64Array(test.X.rows * model.outputDimension);
  return (theta) => {
    boundTest.value(theta, outputs);
    return 1 - misclassification(outputs, test.Y.data, classes) >= stopTestAccuracy;
  };
}
