// The built command, run from a checkout: relative paths are those of the folder `npm run` was called in.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../apps/cli/dist/main.js", import.meta.url);
if (!existsSync(fileURLToPath(main))) {
  console.error("lazyrich is not built yet: run `npm start` once");
  process.exit(1);
}
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(main.href);
