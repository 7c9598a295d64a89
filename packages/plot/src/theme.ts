/** The family that figures are set in; `@lazyrich/plot/files` embeds it in PNG and PDF. */
export const fontFamily = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";

/** The family of the few mathematical signs that the text family lacks. */
export const mathFontFamily = "'Noto Sans Math', 'STIX Two Math', 'Cambria Math', sans-serif";

/**
 * The colour of the ground in marks; a figure puts its theme's background in its place.
 *
 * @example
 * import { darkTheme, figure, groundColor, panel, points } from "@lazyrich/plot";
 * const marks = [points([{ x: 0, y: 0 }], { x: "x", y: "y", fill: groundColor })];
 * figure({ panels: [panel({ marks })], theme: darkTheme }).includes(`fill="${darkTheme.background}"`); // true
 */
export const groundColor = "var(--plot-background)";

/**
 * Widths of strokes, in points, and dashes: what every mark, legend and view draws alike.
 *
 * @example
 * import { strokes } from "@lazyrich/plot";
 * [strokes.simulation, strokes.exact]; // [2.4, 0.75]
 */
export const strokes = {
  /** What was simulated, below what is known exactly. */
  simulation: 2.4,
  /** What is known exactly, on top of what was simulated. */
  exact: 0.75,
  /** The dashes of what is known exactly. */
  exactDash: "2.4 1.8",
  /** A plain line. */
  line: 1.2,
  /** A curve that stands for a set, such as all minima. */
  bold: 1.6,
  /** A direction behind the paths that follow it. */
  broad: 3.2,
  /** The outline of a symbol. */
  outline: 0.8,
  /** A reference line. */
  reference: 0.5,
  /** The lines of a grid, or between the bands of a map. */
  hairline: 0.4,
  /** The edge in the colour of the ground around labels that pass over lines. */
  halo: 1.8,
  /** The dots of an upward limit. */
  dotted: "0.9 1.6",
  /** The dashes of a downward limit. */
  dashDotted: "4 1.4 0.9 1.4",
  /** The dashes of what is hidden behind a surface. */
  hiddenDash: "1.6 1.4",
} as const;

/**
 * Radius of a symbol, in points.
 *
 * @example
 * import { symbolRadius } from "@lazyrich/plot";
 * symbolRadius; // 2.2
 */
export const symbolRadius = 2.2;

/** The sample of a simulated line in a key, whatever the colours of the lines. */
export const sampleColor = "#a9a9a9";

/** From the end of a tick to its label, in points. */
export const tickPadding = 2.5;

/** Colours, strokes (in points) and font sizes (in points) of a figure. */
export interface Theme {
  /** Text, frames and exact lines. `undefined` leaves them to the page (`currentColor` of the element around). */
  readonly ink: string | undefined;
  /** Grid and reference lines, hidden edges. */
  readonly faint: string;
  /** What is behind the figure, and around lines that pass over others. */
  readonly background: string;
  /** Of the frame around a panel. */
  readonly frameWidth: number;
  /** Length of a tick. */
  readonly tickSize: number;
  /** By what they are for. */
  readonly fontSize: {
    /** Of the numbers at the ticks. */
    readonly tick: number;
    /** Of the labels of axes and legends. */
    readonly label: number;
    /** Over a panel. */
    readonly title: number;
    /** Of the letters that name panels, and of the title of the figure. */
    readonly letter: number;
  };
}

/**
 * For files: dark ink on white.
 *
 * @example
 * import { paperTheme } from "@lazyrich/plot";
 * paperTheme.background; // "#ffffff"
 * paperTheme.fontSize; // { tick: 7, label: 8, title: 8, letter: 9 }
 */
export const paperTheme: Theme = {
  ink: "#1f1f1f",
  faint: "#c9c9c9",
  background: "#ffffff",
  frameWidth: 0.5,
  tickSize: 2.5,
  fontSize: { tick: 7, label: 8, title: 8, letter: 9 },
};

/**
 * For files on a dark ground, such as slides.
 *
 * @example
 * import { darkTheme, figure, panel } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], theme: darkTheme }).includes(darkTheme.ink); // true
 */
export const darkTheme: Theme = { ...paperTheme, ink: "#e8e6e3", faint: "#55534f", background: "#191a1c" };

/**
 * For SVG inside a page: ink is the page's text colour, the others the CSS variables `--plot-faint` and `--plot-background`, so that a
 * figure follows the page between light and dark.
 *
 * @example
 * import { figure, pageTheme, panel } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], theme: pageTheme }).includes("currentColor"); // true
 */
export const pageTheme: Theme = {
  ...paperTheme,
  ink: undefined,
  faint: "var(--plot-faint, #9a9a9a80)",
  background: "var(--plot-background, #ffffff)",
};

/**
 * Widths in points: one column (3.25 in) and the full page (6.75 in) of a two-column paper, the text of NeurIPS, a slide of 16:9.
 *
 * @example
 * import { paperWidth } from "@lazyrich/plot";
 * paperWidth; // { column: 234, page: 486, neurips: 397, slide: 720 }
 */
export const paperWidth = { column: 234, page: 486, neurips: 397, slide: 720 } as const;
