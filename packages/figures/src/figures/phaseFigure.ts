import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import type { Figure } from "../figure.js";
import { columnLabel } from "../map/columnLabel.js";
import { drawMaps } from "../map/drawMaps.js";
import { mapTable } from "../map/mapTable.js";
import { letter, list, measured, number } from "./captionText.js";
import {
  coarsePhases,
  type PhaseMetric,
  type PhaseSpec,
  phaseColumns,
  phasePresets,
  phaseRunSpec,
  phaseSchema,
  phaseSetting,
} from "./phaseSpec.js";
import { phasesOfRuns } from "./phasesOfRuns.js";

/** A setting of the map: some measures of students over tau and delta, a column a step. */
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
    caption(spec, { tables }, { steps: shown = spec.steps.slice(0, shownSteps) } = {}) {
      const last = shown.at(-1)!;
      const rows = metrics.map((metric, row) => `${letter(row * shown.length)} on: ${inCaption(metric)}`);
      const extremes = metrics.map((metric) => extremesInWords(tables.maps ?? [], metric, last)).join(" ");
      return (
        `${title}, at ${shown.length === 1 ? "step" : "steps"} ${list(shown)} (columns), one color scale a row: ${rows.join("; ")}. ` +
        `After ${number(last)} steps: ${extremes} ${phaseSetting(spec)}`
      );
    },
    async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
      const { rows } = await sweep(phaseRunSpec(spec), { onProgress, signal });
      return { tables: { maps: mapTable(rows, phaseColumns).rows } };
    },
    fromRuns: phasesOfRuns,
    draw: ({ tables }, spec, { steps, ...look } = {}) =>
      drawMaps(
        tables.maps ?? [],
        { ...phaseColumns, values: metrics },
        { ...look, description: title, facets: steps ?? spec.steps.slice(0, shownSteps) },
      ),
  };
}

const inCaption = (metric: PhaseMetric): string => columnLabel(metric).replace(/[*]/g, "");

/** Where the map of a measure is highest and lowest at a step, in words. */
export function extremesInWords(maps: readonly Row[], metric: PhaseMetric, step: number): string {
  const rows = maps.filter((row) => row.value === metric && row.step === step && row.mean !== null);
  if (rows.length === 0) return "";
  const by = (sign: 1 | -1): Row =>
    rows.reduce((best, row) => (sign * Number(row.mean) > sign * Number(best.mean) ? row : best));
  const at = ({ mean, tau, delta }: Row): string =>
    `${measured(Number(mean))} at τ = ${measured(Number(tau))}, δ = ${measured(Number(delta))}`;
  return `The ${inCaption(metric)} is greatest, ${at(by(1))}, and least, ${at(by(-1))}.`;
}
