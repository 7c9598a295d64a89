export { animatedPng } from "./animatedPng.js";
export { svgToPdf } from "./svgToPdf.js";
export { svgToPng } from "./svgToPng.js";
