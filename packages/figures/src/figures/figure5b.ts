import type { Figure } from "../figure.js";
import { phaseFigure } from "./phaseFigure.js";
import type { PhaseSpec } from "./phaseSpec.js";

/** Rapid feature learning: upstream, activation patterns move far while parameters do not, and early. */
export const figure5b: Figure<PhaseSpec> = phaseFigure({
  id: "5b",
  title: "Hamming and parameter distance of ReLU students over the scale and the balance of their start",
  metrics: ["hammingDistance", "parameterDistance"],
  shownSteps: 4,
});
