import type { Demo, LegendEntry } from "../demo.ts";
import { alphaColor, alphas } from "../drawing/alphaColor.ts";
import { randomHierarchyFields } from "./randomHierarchyFields.ts";

const legend: readonly LegendEntry[] = alphas.map((alpha) => ({
  mark: "thick",
  label: `*α* = ${alpha}`,
  color: alphaColor(alpha),
}));

/** A point of the random hierarchy model with its rules, and how many points a network needs to find them. */
export const randomHierarchy: Demo<typeof randomHierarchyFields> = {
  id: "random-hierarchy",
  title: "A class written out by rules, and how many points it takes to find them",
  look: "Move the point: of its tree a network sees only the last row. In the chart, see for which *α* the error falls with the fewest points: the larger, the sooner the rules are found.",
  fields: randomHierarchyFields,
  legend,
  readouts: ["networks", ...alphas.map((alpha) => `error at *P* = 1200, *α* = ${alpha}`)],
  aspect: { wide: 1.75, narrow: 0.56 },
  code: ({ seed }) => `\
import { builtInLists, run } from "@lazyrich/runs";

const [width, alpha, trainSize] = [64, 10, 1200]; // the page does so for each alpha and each number of points
const spec = {
  task: { name: "random-hierarchy", classes: 4, tuples: 3, symbols: 6, tupleSize: 2, levels: 3, trainSize, testSize: 4000 },
  model: { name: "mlp", widths: [width, width, width], parameterization: "mean-field", precision: "float32" },
  start: { name: "deep-gaussian", alpha },
  loss: "cross-entropy",
  dynamics: {
    ...{ name: "sgd", learningRate: 0.1 * width, momentum: 0.9, batch: 128 },
    ...{ schedule: "cosine", scheduleEpochs: 200, stopLoss: 0.01, stopEvery: 10, epochs: [250] },
  },
  seed: ${seed},
  measures: ["generalizationError"],
};
const { rows } = await run(spec, { lists: builtInLists });
console.log(rows);
`,
  load: async () => (await import("./randomHierarchyDrawing.ts")).randomHierarchyDrawing,
};
