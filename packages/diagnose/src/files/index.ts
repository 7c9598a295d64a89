export { readArrays } from "./readArrays.js";
export { readCheckpoint } from "./readCheckpoint.js";
export { readOnnx } from "./readOnnx.js";
export { readTable } from "./readTable.js";
