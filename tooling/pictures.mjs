// Draws the pictures of the README and of the article again from the code as it is, after a build: node tooling/pictures.mjs
// The runs of students are kept in out/, and those that are there are not run again.
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const lazyrich = (...args) =>
  execFileSync(process.execPath, [at("apps/cli/dist/main.js"), ...args], { stdio: "inherit" });

const draw = (id, format, folder) => {
  lazyrich("figure", id, "--out", at("out"), "--format", format, "--scale", "3");
  const file = `figure-${id}${format === "png" ? ".png" : "-animated.svg"}`;
  copyFileSync(at(`out/${file}`), at(`${folder}/${file}`));
};
draw("1a", "animated-svg", "assets");
for (const id of ["1b", "3"]) draw(id, "png", "assets");
const deep = "apps/docs/site/public/deep";
for (const id of ["6b", "6c", "6d"]) draw(id, "png", deep);
// by day and, from the same rows, by night
for (const id of ["6a", "learning-speeds", "deep-portrait", "deep-bias"]) {
  draw(id, "png", deep);
  const rows = at(`out/figure-${id}.json`);
  lazyrich("figure", id, "--from", rows, "--theme", "dark", "--out", at("out/dark"), "--format", "png", "--scale", "3");
  copyFileSync(at(`out/dark/figure-${id}.png`), at(`${deep}/figure-${id}-dark.png`));
}
