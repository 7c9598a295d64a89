import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../input/inputError.js";
import { openInBrowser } from "../../output/openInBrowser.js";
import { serveSite } from "./serveSite.js";

export interface DocsOptions {
  readonly folder?: string;
  readonly port: string;
  readonly open: boolean;
}

/** Serves the built site on this machine alone, and opens it in the browser, until it is interrupted. */
export async function docsCommand({ folder, port, open }: DocsOptions): Promise<void> {
  const number = Number(port);
  if (!(Number.isInteger(number) && number >= 0 && number < 65536)) {
    throw new InputError(`--port is ${JSON.stringify(port)}; expected a whole number from 0 to 65535`);
  }
  const site = folder === undefined ? builtSite() : resolve(folder);
  if (!existsSync(join(site, "index.html"))) {
    throw new InputError(`${site} has no index.html; expected a built site`);
  }
  const { address } = await serveSite(site, { port: number });
  process.stdout.write(`${address}\nCtrl-C stops it\n`);
  if (open) openInBrowser(address);
}

/** The site beside this command in a checkout, or the one that is installed as a package. */
function builtSite(): string {
  const beside = fileURLToPath(new URL("../../../../docs/dist", import.meta.url));
  if (existsSync(join(beside, "index.html"))) return beside;
  try {
    return fileURLToPath(new URL("dist", import.meta.resolve("@lazyrich/docs/package.json")));
  } catch {
    throw new InputError(
      "no built site is here; expected the package @lazyrich/docs beside this one, as `npm install --global @lazyrich/docs` puts it there, or in a checkout that of `npm run build:site` in apps/docs",
    );
  }
}
