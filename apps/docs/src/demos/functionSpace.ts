import type { Demo } from "../demo.ts";
import { planeFields } from "./planeFields.ts";
import { planeLegend } from "./planeLegend.ts";

const fields = planeFields({ inputs: "whitened", beta0: [-1, 0], betaStar: [0, 1] });

/** The way of the function from its start to the target, for every balance of the layers. */
export const functionSpace: Demo<typeof fields> = {
  id: "function-space",
  title: "The way of the function β = a w over its loss",
  fields,
  legend: planeLegend,
  readouts: ["*β*(*t*)", "loss", "*S*(0, *t*)", "*β*(∞)"],
  aspect: { wide: 1.72, narrow: 0.6 },
  load: async () => (await import("./planeDrawing.ts")).planeDrawing,
};
