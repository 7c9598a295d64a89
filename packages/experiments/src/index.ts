export { closestName } from "./closestName.js";
export { columnsOf, csv } from "./csv.js";
export type { Figure, FigureData, Row, RunOptions } from "./figure.js";
export { figures } from "./figures.js";
export { findFigure } from "./findFigure.js";
export { findFigures } from "./findFigures.js";
export { parquet } from "./parquet.js";
export { parseSpec } from "./parseSpec.js";
export { fieldName, SpecError } from "./specError.js";
