import type { Figure } from "../figure.js";
import { phaseFigure } from "./phaseFigure.js";
import type { PhaseSpec } from "./phaseMaps.js";

/** The phase portrait of lazy and rich: scale and balance decide together. */
export const figure1b: Figure<PhaseSpec> = phaseFigure({
  id: "1b",
  title: "Kernel distance and test loss of ReLU students over the scale and the balance of their start",
  metrics: ["kernelDistance", "generalizationError"],
  message:
    "A large scale is lazy. At a small one students generalise best near balance and upstream; downstream the kernel turns most, but late, and the test loss stays close to the lazy one.",
});
