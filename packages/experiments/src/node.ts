export { type FigureFormat, figureFormats, type WriteFigureOptions, writeFigure } from "./writeFigure.js";
export { checkFolderIsWritable, type FileContent, writeFilesTogether } from "./writeFilesTogether.js";
