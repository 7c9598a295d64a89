import { figure, rampLegend } from "@lazyrich/plot";
import type { Figure } from "../figure.js";
import { number } from "./captionText.js";
import {
  coarsePhases,
  type PhaseMetric,
  type PhaseSpec,
  phasePanel,
  phasePresets,
  phaseRows,
  phaseScale,
  phaseSchema,
  phaseSetting,
  runPhases,
} from "./phaseMaps.js";

/** A figure of maps over tau and delta at the last step: one panel a metric, with a scale of its own. */
export function phaseFigure({
  id,
  title,
  metrics,
  message,
}: {
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly PhaseMetric[];
  /** One sentence on what the maps show. */
  readonly message: string;
}): Figure<PhaseSpec> {
  return {
    id,
    title,
    schema: phaseSchema,
    spec: coarsePhases,
    presets: phasePresets,
    caption: (spec) => `${title}, after ${number(spec.steps.at(-1)!)} steps. ${message} ${phaseSetting(spec)}`,
    run: (spec, options = {}) => runPhases(spec, options),
    draw(data, spec) {
      const last = spec.steps.at(-1);
      const scales = metrics.map((metric) => phaseScale(phaseRows(data, metric, spec), metric, spec));
      return figure({
        width: 330,
        frameAspect: 1,
        panels: metrics.map((metric, i) =>
          phasePanel(
            phaseRows(data, metric, spec).filter((row) => row.step === last),
            scales[i]!,
            {
              ...{ title: "", spec },
              ...{ isLeft: i === 0, isBottom: true },
            },
          ),
        ),
        legend: scales.map((scale) => rampLegend({ scale, length: 60 })),
        description: title,
      });
    },
  };
}
