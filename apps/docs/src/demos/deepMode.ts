import type { Demo, LegendEntry } from "../demo.ts";
import { deepModeFields } from "./deepModeFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "the chosen depth", color: "var(--vp-c-brand-1)" },
  { mark: "line", label: "*N* = 1, 2, 3, 4, 8, the steeper the deeper", color: "var(--demo-neutral)" },
  { mark: "dotted", label: "the target, and half of it" },
];

/** How depth makes the learning of a mode of a linear network sudden. */
export const deepModeDemo: Demo<typeof deepModeFields> = {
  id: "deep-mode",
  title: "A mode of a deep linear network",
  look: "Move the depth. The deeper the network, the longer the wait beside the rise: on the left the step becomes sudden, on the right the hump of the speed moves away from the start.",
  fields: deepModeFields,
  legend,
  code: ({ depth, start, target }) => `\
import { deepLearningTime } from "@lazyrich/exact";

const [depth, start, target] = [${depth > 16 ? "Infinity" : depth}, ${start}, ${target}];
// the limit of infinite depth has its time in t N
const timeTo = (value) => (value <= start ? 0 : deepLearningTime({ depth, target, start }, value));
console.log({ depth, half: timeTo(target / 2), rise: timeTo(0.9 * target) - timeTo(0.1 * target) });
`,
  readouts: ["*N*", "time to *s*/2", "from *s*/10 to 9*s*/10"],
  aspect: { wide: 2.75, narrow: 0.52 },
  leastHeight: { narrow: 510 },
  load: async () => (await import("./deepModeDrawing.ts")).deepModeDrawing,
};
