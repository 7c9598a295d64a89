import type { Demo, LegendEntry } from "../demo.ts";
import { basinsFields } from "./basinsFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "square", label: "*a* > 0 wins", color: "var(--demo-positive)" },
  { mark: "square", label: "*a* < 0 wins", color: "var(--demo-negative)" },
  { mark: "line", label: "minima: *a* *w* = *β*_∗", color: "var(--demo-minima)" },
  { mark: "thick", label: "exact trajectory" },
];

/** Which of the two branches of minima a start flows to. */
export const basins: Demo<typeof basinsFields> = {
  id: "basins",
  title: "Two basins, and the surface between them",
  look: "Drag the start around the level set, across the black line: on one side the readout ends above 0, on the other below. Close to the line it waits at the saddle first.",
  fields: basinsFields,
  legend,
  code: ({ delta, angle, a0 }) => `\
import { singleNeuron } from "@lazyrich/exact";

const [delta, betaStar] = [${delta}, [1, 0.25]];
// a readout nearer to 0 than sqrt(delta) is not on the level set
const a = delta > 0 ? (${a0} < 0 ? -1 : 1) * Math.max(Math.abs(${a0}), Math.sqrt(delta)) : ${a0};
const radius = Math.sqrt(Math.max(0, a ** 2 - delta));
const turn = Math.atan2(0.25, 1) + (${angle} * Math.PI) / 180;
const solution = singleNeuron({ a0: a, w0: [radius * Math.cos(turn), radius * Math.sin(turn)], betaStar });
console.log({ basin: solution.basin(), end: solution.limit() });
`,
  readouts: ["ends at", "*a*(∞)", "*w*(∞)"],
  aspect: { wide: 1.6, narrow: 0.48 },
  leastHeight: { wide: 360, narrow: 580 },
  load: async () => (await import("./basinsDrawing.ts")).basinsDrawing,
};
