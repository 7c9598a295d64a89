import { losses as known } from "@lazyrich/networks";
import type { LossPart } from "./lists.js";

/** Two classes of three inputs in the plane: what a loss of classes can be tried on. */
const CLASSES = {
  task: {
    name: "arrays",
    X: [
      [1, 0.2],
      [0.1, 1],
      [-1, 0.3],
      [0.8, -0.5],
    ],
    y: [0, 1, 1, 0],
    classes: 2,
  },
  model: { name: "two-layer", hiddenWidth: 8, activation: "relu" },
  start: { name: "gaussian", scale: 1 },
  dynamics: { name: "gradient-descent", learningRate: 0.1, steps: [0, 10, 100] },
};

/**
 * Every loss of `@lazyrich/networks`, by its name.
 *
 * @example
 * import { lossParts } from "@lazyrich/runs";
 * lossParts.map(({ name }) => name); // ["mean-squared", "half-sum-squared", "cross-entropy"]
 */
export const losses: readonly LossPart[] = known.map((loss) =>
  loss.targets === "classes" ? { ...loss, example: CLASSES } : loss,
);
