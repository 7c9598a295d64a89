export { darkTheme, paperTheme, paperWidth } from "@lazyrich/plot";
export type { DrawOptions, Figure, FigureData, FrameOptions, RunOptions as FigureRunOptions } from "./figure.js";
export { figures } from "./figures.js";
export { findFigure } from "./findFigure.js";
export { findFigures } from "./findFigures.js";
// Maps of any measures over any two axes of runs
export { drawMaps, type MapLook } from "./map/drawMaps.js";
export { type MapColumns, type MapTable, mapTable } from "./map/mapTable.js";
export { type Statistic, statisticNames } from "./map/statistics.js";
// The story on one page
export { type PosterOptions, poster } from "./poster/poster.js";
