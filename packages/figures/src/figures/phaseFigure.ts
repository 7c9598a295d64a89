import type { Figure } from "../figure.js";
import { letter, list, number } from "./captionText.js";
import { drawPhases, extremesInWords } from "./phaseDrawing.js";
import {
  coarsePhases,
  mappedMetric,
  type PhaseMetric,
  type PhaseSpec,
  phasePresets,
  phaseSchema,
  phaseSetting,
  phasesOfRuns,
  runPhases,
} from "./phaseMaps.js";

/** A figure of maps over tau and delta: a row a metric, with colors of its own, a column a step. */
export function phaseFigure({
  id,
  title,
  metrics,
  shownSteps = Infinity,
}: {
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly PhaseMetric[];
  /** How many of the spec's steps are columns: the first so many. */
  readonly shownSteps?: number;
}): Figure<PhaseSpec> {
  return {
    id,
    title,
    schema: phaseSchema,
    spec: coarsePhases,
    presets: phasePresets,
    caption(spec, { tables }) {
      const shown = spec.steps.slice(0, shownSteps);
      const last = shown.at(-1)!;
      const mapped = metrics.map((metric) => mappedMetric(metric, spec.statistic));
      const rows = mapped.map(({ label }, row) => `${letter(row * shown.length)} on: ${label.replace(/[*]/g, "")}`);
      const extremes = mapped.map((metric) => extremesInWords(tables.maps ?? [], metric, last)).join(" ");
      return (
        `${title}, at ${shown.length === 1 ? "step" : "steps"} ${list(shown)} (columns), one color scale a row: ${rows.join("; ")}. ` +
        `After ${number(last)} steps: ${extremes} ${phaseSetting(spec)}`
      );
    },
    run: (spec, options = {}) => runPhases(spec, options),
    fromRuns: phasesOfRuns,
    draw: (data, spec, options = {}) =>
      drawPhases(
        data.tables.maps ?? [],
        metrics.map((metric) => mappedMetric(metric, spec.statistic)),
        options.steps ?? spec.steps.slice(0, shownSteps),
        title,
        options,
      ),
  };
}
