export type { Figure, FigureData, Row, RunOptions } from "./figure.js";
export { figures } from "./figures.js";
