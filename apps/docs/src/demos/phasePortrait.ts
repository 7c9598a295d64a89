import type { Demo, LegendEntry } from "../demo.ts";
import { phasePortraitFields } from "./phasePortraitFields.ts";

const legend: readonly LegendEntry[] = [{ mark: "ring", label: "a start: move it to run it in the demo above" }];

/** The paper's map over scale and balance, at a size of the reader's choice, computed as it is watched. */
export const phasePortrait: Demo<typeof phasePortraitFields> = {
  id: "phase-portrait",
  title: "Your own phase portrait: students over scale and balance",
  fields: phasePortraitFields,
  legend,
  readouts: ["cells done", "least", "greatest"],
  aspect: { wide: 1.6, narrow: 0.92 },
  load: async () => (await import("./phasePortraitDrawing.ts")).phasePortraitDrawing,
};
