// Rows

export { columnsOf, csv } from "./csv.js";
export { jsonText, parseJsonText } from "./jsonText.js";
// Arrays

export { type NumericArray, npy, parseNpy } from "./npy.js";
export { parseCsv } from "./parseCsv.js";
export type { Cell, Row } from "./row.js";
