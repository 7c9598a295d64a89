import type { Demo } from "../demo.ts";
import { planeCode } from "./planeCode.ts";
import { planeFields } from "./planeFields.ts";
import { planeLegend } from "./planeLegend.ts";

const fields = planeFields({ inputs: "whitened", beta0: [-1, 0], betaStar: [0, 1] });

/** The way of the function from its start to the target, for every balance of the layers. */
export const functionSpace: Demo<typeof fields> = {
  id: "function-space",
  title: "The way of the function β = a w over its loss",
  look: "Drag the ring *β*_0, the star *β*_∗ or the slider *δ*. A path that runs straight to the star is lazy: its kernel, the ellipse, keeps its shape. A path that bends is rich: the kernel turns as it goes.",
  fields,
  legend: planeLegend,
  code: (values) => planeCode(values),
  readouts: ["*β*(*t*)", "loss", "*S*(0, *t*)", "*β*(∞)"],
  aspect: { wide: 1.72, narrow: 0.6 },
  leastHeight: { narrow: 500 },
  load: async () => (await import("./planeDrawing.ts")).planeDrawing,
};
