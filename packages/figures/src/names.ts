// Names alone, without what draws them

export { figureFormats } from "./files/figureFormats.js";
export { type FigureId, figureTitles } from "./titles.js";
