import type { Figure } from "../figure.js";
import { phaseFigure } from "./phaseFigure.js";
import type { PhaseSpec } from "./phaseSpec.js";

/** The phase portrait of lazy and rich: scale and balance decide together, and how soon. */
export const figure1b: Figure<PhaseSpec> = phaseFigure({
  id: "1b",
  title: "Kernel distance and test error of ReLU students over the scale and the balance of their start",
  metrics: ["kernelDistance", "generalizationError"],
  shownSteps: 4,
});
