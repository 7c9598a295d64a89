export { type FigureFormat, figureFormats, type WriteFigureOptions, writeFigure } from "./writeFigure.js";
