import { deltaScale, formatTick } from "@lazyrich/plot";
import type { LegendEntry } from "../demo.ts";

/** The values of delta that the paper's figures show, and the demos beside the chosen one. */
export const deltaFamily = [-4, -2, -1, 0, 1, 2, 4] as const;

const scale = deltaScale({ extent: 4 });

/** The colour of a conserved quantity in every demo: that of the figures, lighter where the page is dark. */
export const deltaColor = (delta: number): string =>
  `color-mix(in oklab, ${scale.color(delta)}, white var(--demo-lighter))`;

/** The name of a curve of a conserved quantity. */
export const deltaTitle = (delta: number): string => `*δ* = ${formatTick(delta)}`;

/** A legend that names the family's colours. */
export const deltaLegend: readonly LegendEntry[] = deltaFamily.map((delta) => ({
  mark: "square",
  color: deltaColor(delta),
  label: delta === deltaFamily[0] ? `*δ* = ${formatTick(delta)}` : formatTick(delta),
}));
