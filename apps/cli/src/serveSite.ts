import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";

/** A site that is being served. */
export interface ServedSite {
  readonly address: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export interface ServeSiteOptions {
  /** Any free one if not given. */
  readonly port?: number;
  /** Where the site stands on the server; begins and ends with a slash. The root if not given. */
  readonly base?: string;
}

/**
 * Serves the files of a folder on this machine alone.
 *
 * @param folder an absolute path.
 * @throws (rejects with) Error of the network, such as a port that is taken.
 */
export async function serveSite(folder: string, { port = 0, base = "/" }: ServeSiteOptions = {}): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const file = fileOf(request.url ?? "/", folder, base);
    if (file === undefined) {
      response.writeHead(404).end("not found");
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", listening);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** The file of the site that an address asks for; undefined where there is none. */
function fileOf(url: string, site: string, base: string): string | undefined {
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!pathname.startsWith(base)) return undefined;
  const path = join(site, normalize(pathname.slice(base.length)));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
  return file.startsWith(site + sep) && existsSync(file) ? file : undefined;
}
