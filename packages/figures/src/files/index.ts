export { type PictureFormat, pictureFile } from "./pictureFile.js";
export { type FigureFormat, figureFormats, type WriteFigureOptions, writeFigure } from "./writeFigure.js";
