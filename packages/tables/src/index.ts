export { columnsOf, csv } from "./csv.js";
export { type NumericArray, npy, parseNpy } from "./npy.js";
export type { Row } from "./row.js";
