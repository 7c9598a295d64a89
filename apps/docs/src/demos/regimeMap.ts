import type { Demo, LegendEntry } from "../demo.ts";
import { regimeMapFields } from "./regimeMapFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "map", label: "kernel distance *S*(0, ∞), 0 to 0.9" },
  { mark: "ring", label: "the chosen start" },
];

/** How far the kernel moves in the end, for every scale and balance of the start. */
export const regimeMap: Demo<typeof regimeMapFields> = {
  id: "regime-map",
  title: "Lazy or rich: how far the kernel of one neuron moves",
  fields: regimeMapFields,
  legend,
  readouts: ["regime", "*S*(0, ∞)", "*t* to a tenth of the loss"],
  aspect: { wide: 1.75, narrow: 0.6 },
  load: async () => (await import("./regimeMapDrawing.ts")).regimeMapDrawing,
};
