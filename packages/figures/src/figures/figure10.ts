import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { phaseFigure } from "./phaseFigure.js";
import { type PhaseSpec, phaseMetrics } from "./phaseSpec.js";

/** Every metric of the phase portrait in time. */
export const figure10: Figure<PhaseSpec> = phaseFigure({
  id: "10",
  title: figureTitle("10"),
  metrics: phaseMetrics,
});
