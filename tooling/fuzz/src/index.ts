export { changedJson } from "./changedJson.js";
export { draws } from "./draws.js";
