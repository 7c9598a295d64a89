/**
 * Pictures, animations of those that have one, and the rows they are drawn from.
 *
 * @example
 * import { figureFormats } from "@lazyrich/figures/files";
 * figureFormats; // ["svg", "png", "pdf", "apng", "animated-svg", "csv", ...]
 */
export const figureFormats = ["svg", "png", "pdf", "apng", "animated-svg", "csv", "parquet"] as const;
/**
 * One of `figureFormats`.
 */
export type FigureFormat = (typeof figureFormats)[number];
