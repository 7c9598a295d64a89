/** The family that figures are set in; `@lazyrich/plot/node` embeds it in PNG and PDF. */
export const fontFamily = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";

/** The family of the few mathematical signs that the text family lacks. */
export const mathFontFamily = "'Noto Sans Math', 'STIX Two Math', 'Cambria Math', sans-serif";

/** The colour of the ground in marks; a figure puts its theme's background in its place. */
export const groundColor = "var(--plot-background)";

/** Colours, strokes (in points) and font sizes (in points) of a figure. */
export interface Theme {
  /** Text, frames and exact lines. `undefined` leaves them to the page (`currentColor` of the element around). */
  readonly ink: string | undefined;
  /** Grid and reference lines, hidden edges. */
  readonly faint: string;
  /** What is behind the figure, and around lines that pass over others. */
  readonly background: string;
  readonly frameWidth: number;
  readonly tickSize: number;
  readonly fontSize: { readonly tick: number; readonly label: number; readonly title: number; readonly letter: number };
}

/** For files: dark ink on white. */
export const paperTheme: Theme = {
  ink: "#1f1f1f",
  faint: "#c9c9c9",
  background: "#ffffff",
  frameWidth: 0.5,
  tickSize: 2.5,
  fontSize: { tick: 7, label: 8, title: 8, letter: 9 },
};

/** For files on a dark ground, such as slides. */
export const darkTheme: Theme = { ...paperTheme, ink: "#e8e6e3", faint: "#55534f", background: "#191a1c" };

/**
 * For SVG inside a page: ink is the page's text colour, the others the CSS variables `--plot-faint` and `--plot-background`, so that a
 * figure follows the page between light and dark.
 */
export const pageTheme: Theme = {
  ...paperTheme,
  ink: undefined,
  faint: "var(--plot-faint, #9a9a9a80)",
  background: "var(--plot-background, #ffffff)",
};

/** Widths of a two-column paper, in points: one column (3.25 in) and the full page (6.75 in). */
export const paperWidth = { column: 234, page: 486 } as const;
