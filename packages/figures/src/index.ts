export type { DrawOptions, Figure, FigureData, RunOptions as FigureRunOptions } from "./figure.js";
export { figures } from "./figures.js";
export { findFigure } from "./findFigure.js";
export { findFigures } from "./findFigures.js";
// Maps of any measure over any two axes of runs
export { drawMap } from "./map/drawMap.js";
export { type MapColumns, type MapTable, mapTable, type Statistic, statistics } from "./map/mapTable.js";
