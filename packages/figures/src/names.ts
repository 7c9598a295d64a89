// Names alone, without what draws them

export { figureFormats } from "./files/figureFormats.js";
export { type FigureId, figureTitle, figureTitles } from "./titles.js";
