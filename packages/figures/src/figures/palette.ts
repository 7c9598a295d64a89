import { paperTheme, sequentialColor } from "@lazyrich/plot";

/** Text, exact lines, start points; on the pale grounds of maps and surfaces, whatever the theme. */
export const ink = "#1f1f1f";

/** Lines of levels behind curves. */
export const faintColor: string = paperTheme.faint;

/** Global minima: the manifold a w = beta*, a line of solutions, a target. */
export const minimaColor = "#c0392b";

/** What is the same for all trajectories: equivalent starts, reference lines. */
export const neutralColor = "#6f6f6f";

/** The basins of the minima with a > 0 and with a < 0: pale, as trajectories are drawn on them. */
export const basinColors = { positive: "#d3dcf2", negative: "#f6e7b4" } as const;

/** Activation regions with an even and an odd number of active neurons: pale, as lines are drawn on them. */
export const parityColors = { even: "#c5dedb", odd: "#f1dfc4" } as const;

/** Colours for a few things in an order, from dark to light, on which a dark dashed line can be seen. */
export function orderedColor(index: number, count: number): string {
  return sequentialColor(count > 1 ? 0.24 + (0.64 * index) / (count - 1) : 0.4);
}

/** Neurons with a positive and a negative readout: strong for their paths, pale for the teacher's directions behind them. */
export const signColors = {
  positive: { strong: "#2b66b1", pale: "#c4d6ee" },
  negative: { strong: "#c4681c", pale: "#f2d5bb" },
} as const;
