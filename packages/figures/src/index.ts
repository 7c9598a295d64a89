export type { DrawOptions, Figure, FigureData, RunOptions } from "./figure.js";
export { figures } from "./figures.js";
export { findFigure } from "./findFigure.js";
export { findFigures } from "./findFigures.js";
