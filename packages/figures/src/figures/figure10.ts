import { figure, rampLegend } from "@lazyrich/plot";
import type { Figure } from "../figure.js";
import { list, number } from "./captionText.js";
import {
  coarsePhases,
  type PhaseSpec,
  phaseMetrics,
  phasePanel,
  phasePresets,
  phaseRows,
  phaseScale,
  phaseSchema,
  phaseSetting,
  runPhases,
} from "./phaseMaps.js";

/** 10^{5} where it is a power of ten. */
const stepName = (step: number): string =>
  step >= 1000 && Number.isInteger(Math.log10(step)) ? `10^{${Math.log10(step)}}` : number(step);

const title = "All metrics of ReLU students over the scale and the balance of their start, at five times";

/** Every metric of the phase portrait in time. */
export const figure10: Figure<PhaseSpec> = {
  id: "10",
  title,
  schema: phaseSchema,
  spec: coarsePhases,
  presets: phasePresets,
  caption: (spec) =>
    `Kernel distance, test loss, Hamming distance, parameter distance and train loss (rows) of ReLU students at steps ${list(spec.steps)} (columns), one color scale a row. ` +
    phaseSetting(spec),
  run: (spec, options = {}) => runPhases(spec, options),
  draw(data, spec) {
    const { steps } = spec;
    const scales = phaseMetrics.map((metric) => phaseScale(phaseRows(data, metric, spec), metric, spec));
    return figure({
      columns: steps.length,
      frameAspect: 1,
      letters: false,
      panels: phaseMetrics.flatMap((metric, row) =>
        steps.map((step, column) =>
          phasePanel(
            phaseRows(data, metric, spec).filter((each) => each.step === step),
            scales[row]!,
            {
              ...{ title: row === 0 ? `step ${stepName(step)}` : "", spec },
              ...{ isLeft: column === 0, isBottom: row === phaseMetrics.length - 1 },
            },
          ),
        ),
      ),
      legend: scales.map((scale) => rampLegend({ scale, length: 46 })),
      legendPosition: "right",
      description: title,
    });
  },
};
