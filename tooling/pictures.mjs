// Draws the pictures of the README again from the code as it is, after a build: node tooling/pictures.mjs
// The runs of students are kept in out/, and those that are there are not run again.
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const lazyrich = (...args) =>
  execFileSync(process.execPath, [at("apps/cli/dist/main.js"), ...args], { stdio: "inherit" });

const pictures = [
  { id: "1a", format: "animated-svg", file: "figure-1a-animated.svg" },
  { id: "1b", format: "png", file: "figure-1b.png" },
  { id: "3", format: "png", file: "figure-3.png" },
];
for (const { id, format, file } of pictures) {
  lazyrich("figure", id, "--out", at("out"), "--format", format, "--scale", "3");
  copyFileSync(at(`out/${file}`), at(`assets/${file}`));
}
