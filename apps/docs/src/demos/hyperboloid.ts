import type { Demo, LegendEntry } from "../demo.ts";
import { hyperboloidFields } from "./hyperboloidFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "ramp", label: "loss, 0.01 to 10" },
  { mark: "line", label: "minima: *a* *w* = *β*_∗", color: "var(--demo-minima)" },
  { mark: "line", label: "the same function: *a* *w* = *β*_0", color: "var(--demo-neutral)" },
  { mark: "thick", label: "exact trajectory" },
  { mark: "dashed", label: "simulation" },
  { mark: "ring", label: "at time *t*" },
  { mark: "dot", label: "saddle" },
];

/** The level set that the conserved quantity keeps a neuron on. */
export const hyperboloid: Demo<typeof hyperboloidFields> = {
  id: "hyperboloid",
  title: "Where the conserved quantity lets a neuron go",
  look: "Drag the ring along its grey curve: the function stays the same, the balance changes, and with it the surface. Look how long the way to the red minima becomes. Drag the picture to turn it.",
  fields: hyperboloidFields,
  legend,
  code: ({ delta, angle, length, time }) => `\
import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

const turn = ((90 + ${angle}) * Math.PI) / 180;
const beta0 = [${length} * Math.cos(turn), ${length} * Math.sin(turn)];
const start = neuronWithFunction({ beta0, delta: ${delta} });
const { a, w } = singleNeuron({ a0: start.a, w0: start.w, betaStar: [0, 1] }).at(${time});
console.log({ a, w, loss: ((a * w[0]) ** 2 + (a * w[1] - 1) ** 2) / 2 });
`,
  readouts: ["*a*(*t*)", "*w*(*t*)", "loss", "exact − simulated"],
  aspect: { wide: 1.55, narrow: 0.95 },
  leastHeight: { wide: 300, narrow: 300 },
  load: async () => (await import("./hyperboloidDrawing.ts")).hyperboloidDrawing,
};
