// Names alone, without what draws them

export { figureFormats } from "./files/figureFormats.js";
export { statisticNames } from "./map/statistics.js";
export { type FigureId, figureTitles } from "./titles.js";
