import type { Demo, LegendEntry } from "../demo.ts";
import { alphaColor } from "../drawing/alphaColor.ts";
import { grokkingFields } from "./grokkingFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "*α* = 1", color: alphaColor(1) },
  { mark: "thick", label: "the chosen *α*", color: alphaColor(10) },
  { mark: "line", label: "other equations" },
  { mark: "dashed", label: "trained on" },
  { mark: "dot", label: "99%" },
];

/** Two transformers race: one from the standard start, one whose embeddings are divided by alpha. */
export const grokking: Demo<typeof grokkingFields> = {
  id: "grokking",
  title: "A race to understand division",
  look: "Watch the race: dashed is what is known by heart, solid what is understood. With *α* = 10 both come sooner, and understanding follows at once. Move *α* to start another race.",
  fields: grokkingFields,
  legend,
  readouts: ["known by heart, *α* = 1", "understood", "by heart, chosen *α*", "understood"],
  aspect: { wide: 2.3, narrow: 1 },
  code: ({ alpha, weightDecay, seed }) => `\
import { builtInLists, run } from "@lazyrich/runs";

const spec = {
  task: { name: "modular-arithmetic", modulus: 97, operation: "divide", trainShare: 0.5 },
  model: { name: "decoder", embedding: 64, heads: 4, precision: "float32" },
  start: { name: "pytorch", alpha: ${alpha} }, // 1 in the other lane
  loss: "cross-entropy",
  dynamics: {
    ...{ name: "adamw", learningRate: 3e-3, betas: [0.9, 0.98], weightDecay: ${weightDecay}, batch: 512 },
    ...{ warmUpSteps: 10, warmUpFrom: 0.1, steps: [30, 100, 300, 1000, 3000, 5000] },
  },
  seed: ${seed},
  measures: ["trainAccuracy", "testAccuracy"],
};
const { rows } = await run(spec, { lists: builtInLists });
console.log(rows);
`,
  load: async () => (await import("./grokkingDrawing.ts")).grokkingDrawing,
};
