// Rows

export { columnsOf, csv } from "./csv.js";
export { shortNumber } from "./shortNumber.js";
// Files

export { formatOfPath } from "./formatOfPath.js";
export { jsonText, parseJsonText } from "./jsonText.js";
// Arrays

export { type NumericArray, npy, parseNpy } from "./npy.js";
export { type NamedArrays, npz, parseNpz } from "./npz.js";
export { parseCsv } from "./parseCsv.js";
export type { Cell, Row } from "./row.js";
export { parseSafetensors, type Safetensors, safetensors } from "./safetensors.js";
export { parseShardedSafetensors } from "./shardedSafetensors.js";
export { valueOfWord } from "./valueOfWord.js";
