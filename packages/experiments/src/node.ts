export { type FigureFormat, figureFormats, type WriteFigureOptions, writeFigure } from "./writeFigure.js";
export { type FileContent, writeFilesTogether } from "./writeFilesTogether.js";
