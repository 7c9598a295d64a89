import type { LegendEntry } from "../demo.ts";
import { deltaLegend } from "../drawing/deltaFamily.ts";

export const planeLegend: readonly LegendEntry[] = [
  ...deltaLegend,
  { mark: "star", label: "target", color: "var(--demo-minima)" },
  { mark: "cross", label: "end, from the implicit bias" },
  { mark: "dotted", label: "*δ* → +∞" },
  { mark: "dashed", label: "*δ* → −∞" },
];
