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
  fields: randomHierarchyFields,
  legend,
  readouts: ["networks", ...alphas.map((alpha) => `error at *P* = 1200, *α* = ${alpha}`)],
  aspect: { wide: 1.75, narrow: 0.56 },
  load: async () => (await import("./randomHierarchyDrawing.ts")).randomHierarchyDrawing,
};
