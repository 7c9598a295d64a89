import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { phaseFigure } from "./phaseFigure.js";
import type { PhaseSpec } from "./phaseSpec.js";

/** The phase portrait of lazy and rich: scale and balance decide together, and how soon. */
export const figure1b: Figure<PhaseSpec> = phaseFigure({
  id: "1b",
  title: figureTitle("1b"),
  metrics: ["kernelDistance", "generalizationError"],
  shownSteps: 4,
});
