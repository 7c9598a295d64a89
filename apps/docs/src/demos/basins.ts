import type { Demo, LegendEntry } from "../demo.ts";
import { basinsFields } from "./basinsFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "square", label: "*a* > 0 wins", color: "var(--demo-positive)" },
  { mark: "square", label: "*a* < 0 wins", color: "var(--demo-negative)" },
  { mark: "line", label: "minima: *a* *w* = *β*_∗", color: "var(--demo-minima)" },
  { mark: "thick", label: "exact trajectory" },
];

/** Which of the two branches of minima a start flows to. */
export const basins: Demo<typeof basinsFields> = {
  id: "basins",
  title: "Two basins, and the surface between them",
  fields: basinsFields,
  legend,
  readouts: ["ends at", "*a*(∞)", "*w*(∞)"],
  aspect: { wide: 1.6, narrow: 0.56 },
  load: async () => (await import("./basinsDrawing.ts")).basinsDrawing,
};
