export { bestSeconds } from "./bestSeconds.js";
export { bestProcessorSeconds } from "./bestProcessorSeconds.js";
export { printedTable } from "./printedTable.js";
