export { animatedPng } from "./animatedPng.js";
export { animatedSvg } from "./animatedSvg.js";
export { svgToPdf } from "./svgToPdf.js";
export { svgToPng } from "./svgToPng.js";
