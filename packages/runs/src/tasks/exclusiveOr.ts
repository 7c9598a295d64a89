import { exclusiveOrTask } from "@lazyrich/data";
import { matrix } from "@lazyrich/linalg";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField, sizeField } from "../spec/sizes.js";
import type { TaskPart } from "../task.js";

interface ExclusiveOrFields {
  readonly seed: number;
  readonly trainSize: number;
  readonly testSize: number;
  readonly spread: number;
}

/**
 * Gaussian clusters around the corners of a square, labelled 1 and -1 in turn.
 *
 * @example
 * import { exclusiveOrPart } from "@lazyrich/runs";
 * exclusiveOrPart.example.task; // { name: "exclusive-or", trainSize: 20 }
 */
export const exclusiveOr: TaskPart<ExclusiveOrFields> = {
  name: "exclusive-or",
  summary:
    "Gaussian clusters around the four corners of a square in the plane, labelled 1 where the signs are equal and -1 elsewhere",
  fields: {
    seed: seedField,
    trainSize: sizeField("n, the number of training inputs", 100),
    testSize: sizeField("the number of fresh inputs", 1000),
    spread: valueField(
      "standard deviation of a cluster; its centre is at distance 1 from the origin",
      z.number().check(z.gte(0)),
      {
        default: 0.1,
      },
    ),
  },
  example: { task: { name: "exclusive-or", trainSize: 20 } },
  build({ seed, trainSize, testSize, spread }) {
    const { X, Y } = exclusiveOrTask({ seed, trainSize: trainSize + testSize, spread });
    const part = (from: number, to: number) => ({
      X: matrix(to - from, 2, X.data.slice(2 * from, 2 * to)),
      Y: matrix(to - from, 1, Y.data.slice(from, to)),
    });
    return { ...part(0, trainSize), test: part(trainSize, trainSize + testSize), classes: null };
  },
};
