import type { Demo, LegendEntry } from "../demo.ts";
import { learningLabels } from "./learningReadouts.ts";
import { regimeMapFields } from "./regimeMapFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "map", label: "kernel distance *S*(0, ∞), 0 to 0.9" },
  { mark: "ring", label: "the chosen start" },
];

/** How far the kernel moves in the end, for every scale and balance of the start. */
export const regimeMap: Demo<typeof regimeMapFields> = {
  id: "regime-map",
  title: "Lazy or rich: how far the kernel of one neuron moves",
  look: "Drag the ring. The colour of 0 is lazy: the kernel ends where it began. The farther along the colours, the richer: it has turned. Beside the map, see *when* it turns.",
  fields: regimeMapFields,
  legend,
  code: ({ delta, scale, angle }) => `\
import { learningRegime, singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

const [turn, betaStar] = [(${angle} * Math.PI) / 180, [1, 0]];
const beta0 = [${scale} * Math.cos(turn), ${scale} * Math.sin(turn)];
const { a, w } = neuronWithFunction({ beta0, delta: ${delta} });
const solution = singleNeuron({ a0: a, w0: w, betaStar });
const lossAt = (beta) => ((beta[0] - 1) ** 2 + beta[1] ** 2) / 2;
let [early, late] = [1e-6, 1e7]; // a tenth of the loss, by halving
for (let k = 0; k < 60; k++) {
  const middle = Math.sqrt(early * late);
  if (lossAt(solution.at(middle).beta) < 0.1 * lossAt(beta0)) late = middle;
  else early = middle;
}
const { regime, kernelDistance, earlyShare } = learningRegime({ beta0, betaStar, delta: ${delta} });
console.log(regime, { kernelDistance, earlyShare, late });
`,
  readouts: [...learningLabels, "*t* to a tenth of the loss"],
  aspect: { wide: 1.75, narrow: 0.48 },
  leastHeight: { narrow: 580 },
  load: async () => (await import("./regimeMapDrawing.ts")).regimeMapDrawing,
};
