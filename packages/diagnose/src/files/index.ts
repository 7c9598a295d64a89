export { readCheckpoint } from "./readCheckpoint.js";
export { readTable } from "./readTable.js";
