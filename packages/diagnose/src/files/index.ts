export { readArrays } from "./readArrays.js";
export { readCheckpoint } from "./readCheckpoint.js";
export { readTable } from "./readTable.js";
