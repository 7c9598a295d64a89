import type { Demo, LegendEntry } from "../demo.ts";
import { deepModeFields } from "./deepModeFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "the chosen depth", color: "var(--vp-c-brand-1)" },
  { mark: "line", label: "*N* = 1, 2, 3, 4, 8, the steeper the deeper", color: "var(--demo-neutral)" },
  { mark: "dotted", label: "the target, and half of it" },
];

/** How depth makes the learning of a mode of a linear network sudden. */
export const deepModeDemo: Demo<typeof deepModeFields> = {
  id: "deep-mode",
  title: "A mode of a deep linear network",
  fields: deepModeFields,
  legend,
  readouts: ["*N*", "time to *s*/2", "from *s*/10 to 9*s*/10"],
  aspect: { wide: 2.75, narrow: 0.52 },
  load: async () => (await import("./deepModeDrawing.ts")).deepModeDrawing,
};
