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
  fields: grokkingFields,
  legend,
  readouts: ["known by heart, *α* = 1", "understood", "by heart, chosen *α*", "understood"],
  aspect: { wide: 2.3, narrow: 1 },
  load: async () => (await import("./grokkingDrawing.ts")).grokkingDrawing,
};
