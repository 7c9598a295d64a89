// Builds the site into dist/: reference pages from the code, VitePress, relative addresses, and the checks that a reader would make by clicking.
import { fileURLToPath } from "node:url";
import { build } from "vitepress";
import { makePortable } from "./portableSite.ts";

process.env.NODE_ENV = "production";
const site = fileURLToPath(new URL("../site", import.meta.url));
const dist = fileURLToPath(new URL("../dist", import.meta.url));

await build(site);
makePortable(dist);
