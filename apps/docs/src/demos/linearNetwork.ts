import type { Demo, LegendEntry } from "../demo.ts";
import { learningLabels } from "./learningReadouts.ts";
import { linearNetworkFields } from "./linearNetworkFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "singular values of *β*" },
  { mark: "dashed", label: "those of the target" },
  { mark: "thick", label: "entropy *q*_δ", color: "var(--vp-c-text-2)" },
  { mark: "dotted", label: "|*x*| and *x*^2" },
];

/** Singular values and kernel of a two-layer linear network in time, and the potential between l1 and l2. */
export const linearNetwork: Demo<typeof linearNetworkFields> = {
  id: "linear-network",
  title: "A wide linear network: singular values, kernel and entropy",
  look: "Move *δ* from 0 to 4. At 0 the singular values are learned one after the other, each in a sudden step; at 4 all at once, and the kernel stays.",
  fields: linearNetworkFields,
  legend,
  code: ({ delta, tau, d, h, c, seed }) => `\
import { orthonormalMatrix, randomGenerator } from "@lazyrich/data";
import { twoLayerLinear, twoLayerMeasuredRegime } from "@lazyrich/exact";
import { isotropicLayers } from "@lazyrich/networks";

const [d, h, c] = [${d}, ${h}, ${c}];
const rank = Math.min(d, c);
const ofTarget = randomGenerator(1000 + 10 * d + c);
const [left, right] = [orthonormalMatrix(d, rank, ofTarget), orthonormalMatrix(c, rank, ofTarget)];
const sizes = [2, 1.4, 0.9, 0.5, 0.25, 0.1].slice(0, rank);
const entry = (i, j) => sizes.reduce((sum, s, k) => sum + s * left.data[i * rank + k] * right.data[j * rank + k], 0);
const betaStar = { rows: d, columns: c, data: Float64Array.from({ length: d * c }, (_, i) => entry(Math.floor(i / c), i % c)) };
const sizesOfNetwork = { hiddenWidth: h, inputDimension: d, outputDimension: c };
const { W, A } = isotropicLayers({ ...sizesOfNetwork, delta: ${delta}, tau: ${tau}, random: randomGenerator(${seed}) });
const solution = twoLayerLinear({ W0: W, A0: A, betaStar });
const { beta, singularValues } = solution.trajectory([300]);
const loss = beta.reduce((sum, b, i) => sum + (b - betaStar.data[i]) ** 2, 0) / 2;
const { regime, kernelDistance, earlyShare } = twoLayerMeasuredRegime(solution);
console.log(regime, { kernelDistance, earlyShare, loss, largest: singularValues[0] });
`,
  readouts: [...learningLabels, "loss", "largest *σ*"],
  aspect: { wide: 2.75, narrow: 0.52 },
  leastHeight: { narrow: 510 },
  load: async () => (await import("./linearNetworkDrawing.ts")).linearNetworkDrawing,
};
