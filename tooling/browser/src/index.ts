export { bundle } from "./bundle.js";
export { isBrowserPresent, softwareWebGL, startBrowser } from "./chromium.js";
export { type Everywhere, runEverywhere } from "./runEverywhere.js";
