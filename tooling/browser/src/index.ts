export { bundle } from "./bundle.js";
export { isBrowserPresent, startBrowser } from "./chromium.js";
export { type Everywhere, runEverywhere } from "./runEverywhere.js";
