import type { Demo, LegendEntry } from "../demo.ts";
import { checkpointAt, checkpoints, phasePortraitFields } from "./phasePortraitFields.ts";

const legend: readonly LegendEntry[] = [{ mark: "ring", label: "the chosen start" }];

/** The paper's map over scale and balance, at a size of the reader's choice, computed as it is watched. */
export const phasePortrait: Demo<typeof phasePortraitFields> = {
  id: "phase-portrait",
  title: "Your own phase portrait: students over scale and balance",
  look: "The colour of 0 is lazy, and the farther from it, the richer. Move the ring, or click a cell: beside the map stands how that student learned, and the demo above runs its start. Move the steps to see who is first.",
  fields: phasePortraitFields,
  legend,
  code: ({ steps, side, d, h, n, seed, quantity }) => `\
import { builtInLists, run } from "@lazyrich/runs";

const [low, high, side] = [0.1, 2, ${side}];
const middles = Array.from({ length: side }, (_, k) => (k + 0.5) / side);
const spec = {
  task: { name: "student-teacher", inputDimension: ${d}, trainSize: ${n}, testSize: 2000 },
  model: { name: "two-layer", hiddenWidth: ${h} },
  start: {
    name: "mirrored",
    tau: middles.map((part) => low * (high / low) ** part),
    delta: middles.map((part) => 1 - 2 * part),
  },
  dynamics: {
    name: "gradient-flow",
    learningRate: { of: "start.tau", power: -2, times: 5e-3 },
    steps: [${checkpoints.join(", ")}],
    tolerance: 0.005,
    stopLoss: 1e-10,
  },
  seed: ${seed},
  measures: ["${quantity}"],
};
const { rows } = await run(spec, { lists: builtInLists });
const shown = rows.filter(({ step }) => step === ${checkpoints[checkpointAt(steps)]});
console.log(shown.length, shown);
`,
  readouts: ["cells done", "least", "greatest"],
  aspect: { wide: 1.75, narrow: 0.56 },
  leastHeight: { wide: 350, narrow: 480 },
  load: async () => (await import("./phasePortraitDrawing.ts")).phasePortraitDrawing,
};
