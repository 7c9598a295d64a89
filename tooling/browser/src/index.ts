export { bundle } from "./bundle.js";
export { isBrowserPresent, startBrowser } from "./chromium.js";
