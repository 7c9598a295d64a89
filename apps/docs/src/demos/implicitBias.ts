import type { Demo } from "../demo.ts";
import { planeCode } from "./planeCode.ts";
import { planeFields } from "./planeFields.ts";
import { planeLegend } from "./planeLegend.ts";

const fields = planeFields({ inputs: "one", beta0: [0.5, 0], betaStar: [0.44, 0.88] });

/** Which of the many solutions the flow chooses. */
export const implicitBiasDemo: Demo<typeof fields> = {
  id: "one-input",
  title: "One input, many solutions: which one the flow finds",
  look: "Every point of the red line fits the data. Move *δ* and watch where on it the bold path ends: with large *δ* nearest to *β*_0, with very negative *δ* in the direction of *β*_0.",
  fields,
  legend: [...planeLegend, { mark: "line", label: "what the end minimises", color: "var(--demo-neutral)" }],
  code: (values) => planeCode(values),
  readouts: ["*β*(*t*)", "loss", "*S*(0, *t*)", "*β*(∞)"],
  aspect: { wide: 1.72, narrow: 0.6 },
  leastHeight: { narrow: 500 },
  load: async () => (await import("./planeDrawing.ts")).planeDrawing,
};
