import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { phaseFigure } from "./phaseFigure.js";
import type { PhaseSpec } from "./phaseSpec.js";

/** Rapid feature learning: upstream, activation patterns move far while parameters do not, and early. */
export const figure5b: Figure<PhaseSpec> = phaseFigure({
  id: "5b",
  title: figureTitle("5b"),
  metrics: ["hammingDistance", "parameterDistance"],
  shownSteps: 4,
});
