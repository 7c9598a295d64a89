import type { Demo, LegendEntry } from "../demo.ts";
import { alphaColor, alphas } from "../drawing/alphaColor.ts";
import { filtersFields } from "./filtersFields.ts";

const legend: readonly LegendEntry[] = alphas.map((alpha) => ({
  mark: "thick",
  label: `*α* = ${alpha}`,
  color: alphaColor(alpha),
}));

/** The first filters of three convolutional networks while they learn. */
export const filters: Demo<typeof filtersFields> = {
  id: "filters",
  title: "Filters of the first layer while they learn",
  look: "Press Play. At *α* = 0.1 the filters stay the noise they started as; at *α* = 10 stripes and blobs stand there within a few steps, and the roughness falls.",
  fields: filtersFields,
  legend,
  readouts: ["step", "roughness", "accuracy"],
  aspect: { wide: 1.62, narrow: 0.62 },
  leastHeight: { wide: 392, narrow: 484 },
  code: ({ step, seed }) => `\
import { builtInLists, run } from "@lazyrich/runs";

const spec = {
  task: { name: "gratings", side: 20, trainSize: 2000, testSize: 500 },
  model: {
    ...{ name: "residual", filters: 12, filterSize: 15, stride: 2, widths: [24], pool: 2 },
    ...{ residualConvolutions: 1, normalization: "batch", globalPool: "mean", precision: "float32" },
  },
  start: { name: "he", alpha: [0.1, 1, 10] },
  loss: "cross-entropy",
  dynamics: { name: "sgd", learningRate: 0.02, momentum: 0.9, batch: 100, schedule: "linear", steps: [${[...new Set([step, 240])].join(", ")}] },
  seed: ${seed},
  measures: ["filterSmoothness", "testAccuracy"],
};
const { rows } = await run(spec, { lists: builtInLists });
console.log(rows);
`,
  load: async () => (await import("./filtersDrawing.ts")).filtersDrawing,
};
