// Builds the site into dist/: reference pages from the code, VitePress, relative addresses, and the checks that a reader would make by clicking.
import { fileURLToPath } from "node:url";
import { build } from "vitepress";
import { writeApiReference } from "./apiReference.ts";
import { siteProblems } from "./checkSite.ts";
import { writeCommandReference } from "./commandReference.ts";
import { makePortable } from "./portableSite.ts";

process.env.NODE_ENV = "production";
const site = fileURLToPath(new URL("../site", import.meta.url));
const dist = fileURLToPath(new URL("../dist", import.meta.url));

await writeApiReference();
writeCommandReference();
await build(site);
makePortable(dist);
const problems = siteProblems(dist);
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log("docs: every link, anchor and formula is in order");
