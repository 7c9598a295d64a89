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
  fields: filtersFields,
  legend,
  readouts: ["step", "roughness", "accuracy"],
  aspect: { wide: 1.62, narrow: 0.62 },
  load: async () => (await import("./filtersDrawing.ts")).filtersDrawing,
};
