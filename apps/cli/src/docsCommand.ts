import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "./inputError.js";

export interface DocsOptions {
  readonly folder?: string;
  readonly port: string;
  readonly open: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

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
  const server = createServer((request, response) => {
    const file = fileOf(request.url ?? "/", site);
    if (file === undefined) {
      response.writeHead(404).end("not found");
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed).listen(number, "127.0.0.1", listening);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  process.stdout.write(`${address}\nCtrl-C stops it\n`);
  if (open) openInBrowser(address);
}

/** The file of the site that an address asks for; undefined where there is none. */
function fileOf(url: string, site: string): string | undefined {
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  const path = join(site, normalize(pathname));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
  return file.startsWith(site + sep) && existsSync(file) ? file : undefined;
}

/** The site beside this command in a checkout, or the one that is installed as a package. */
function builtSite(): string {
  const beside = fileURLToPath(new URL("../../docs/dist", import.meta.url));
  if (existsSync(join(beside, "index.html"))) return beside;
  try {
    return fileURLToPath(new URL("dist", import.meta.resolve("@lazyrich/docs/package.json")));
  } catch {
    throw new InputError("no built site is here; run `npm run build:site` in apps/docs of a checkout");
  }
}

function openInBrowser(address: string): void {
  const [command, args] =
    process.platform === "darwin"
      ? ["open", [address]]
      : process.platform === "win32"
        ? ["cmd", ["/c", "start", "", address]]
        : ["xdg-open", [address]];
  // where there is no browser the address has been printed
  spawn(command as string, args as string[], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
