import type { Demo } from "../demo.ts";
import { deltaLegend } from "../drawing/deltaFamily.ts";
import { neuronInTimeFields } from "./neuronInTimeFields.ts";

/** Magnitude, alignment and kernel distance of one neuron in time. */
export const neuronInTime: Demo<typeof neuronInTimeFields> = {
  id: "neuron-in-time",
  title: "Magnitude, alignment and kernel of one neuron in time",
  look: "Move *δ* from 4 down to −4. Look at the time at which the alignment *φ* rises: for large *δ* before the magnitude has changed much, for negative *δ* only after it has fallen and waited.",
  fields: neuronInTimeFields,
  legend: [...deltaLegend, { mark: "thick", label: "the chosen *δ*" }, { mark: "dashed", label: "simulation" }],
  code: ({ delta, scale, angle, etaA, etaW, lastTime }) => `\
import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

const turn = (${angle} * Math.PI) / 180;
const beta0 = [${scale} * Math.cos(turn), ${scale} * Math.sin(turn)];
const rates = { etaA: ${etaA}, etaW: ${etaW} };
const { a, w } = neuronWithFunction({ beta0, delta: ${delta}, ...rates });
const solution = singleNeuron({ a0: a, w0: w, betaStar: [1, 0], ...rates });
const { mu, phi, kernelDistance } = solution.trajectory([${lastTime}]);
console.log({ mu, phi, kernelDistance });
`,
  readouts: ["*μ*", "*φ*", "*S*(0, *t*)", "exact − simulated"],
  aspect: { wide: 2.75, narrow: 0.52 },
  leastHeight: { narrow: 510 },
  load: async () => (await import("./neuronInTimeDrawing.ts")).neuronInTimeDrawing,
};
