export { type FigureFormat, figureFormats } from "./figureFormats.js";
export { figureJson, parseFigureJson, type StoredFigure } from "./figureJson.js";
export { type PictureFormat, pictureFile } from "./pictureFile.js";
export {
  animationFormats,
  type WriteFigureOptions,
  writeFigure,
} from "./writeFigure.js";
