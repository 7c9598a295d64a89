export { figureJson, parseFigureJson, type StoredFigure } from "./figureJson.js";
export { type PictureFormat, pictureFile } from "./pictureFile.js";
export {
  animationFormats,
  type FigureFormat,
  figureFormats,
  type WriteFigureOptions,
  writeFigure,
} from "./writeFigure.js";
