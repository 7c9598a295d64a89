import { paperTheme, sequentialColor, symbolRadius } from "@lazyrich/plot";

/** Text, exact lines, start points; on the pale grounds of maps and surfaces, whatever the theme. */
export const ink = "#1f1f1f";

/** The ground of pictures: in open symbols and around filled ones, between the bands of maps. */
export const paper: string = paperTheme.background;

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

/** Colours of measures in time beside the loss, which is in ink. */
export const measureColors = { kernel: "#7a4fa3", patterns: "#2f8f5b" } as const;

interface SymbolLook {
  readonly fill: string;
  readonly stroke: string;
  /** In points. */
  readonly radius: number;
}

/** Where trajectories start, where they end, in the plane and in space, and where the loss has no slope. */
export const startLook: SymbolLook = { fill: paper, stroke: ink, radius: symbolRadius };
export const targetLook: SymbolLook & { readonly symbol: "star" } = {
  ...{ symbol: "star", fill: minimaColor, stroke: paper, radius: 4.5 },
};
export const minimumLook: SymbolLook & { readonly symbol: "star" } = { ...targetLook, radius: 2.8 };
export const saddleLook: SymbolLook = { fill: ink, stroke: paper, radius: 1.8 };

/** Dots in numbers. */
export const dotLook: Omit<SymbolLook, "fill"> = { stroke: paper, radius: 1.7 };
