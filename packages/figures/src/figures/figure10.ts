import type { Figure } from "../figure.js";
import { phaseFigure } from "./phaseFigure.js";
import { type PhaseSpec, phaseMetrics } from "./phaseSpec.js";

/** Every metric of the phase portrait in time. */
export const figure10: Figure<PhaseSpec> = phaseFigure({
  id: "10",
  title: "All metrics of ReLU students over the scale and the balance of their start, in time",
  metrics: phaseMetrics,
});
