export { bestSeconds } from "./bestSeconds.js";
export { printedTable } from "./printedTable.js";
