import { constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";

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
  readonly port?: number | undefined;
  /** Where the site stands on the server; begins and ends with a slash. The root if not given. */
  readonly base?: string | undefined;
}

/**
 * Serves the files of a folder on this machine alone, to GET and HEAD. What cannot be read, or lies outside the folder
 * by a link, is answered with 404, and the server goes on.
 *
 * @param folder an absolute path.
 * @throws (rejects with) Error of the file system where there is no such folder, or of the network, such as a port that is taken.
 */
export async function serveSite(folder: string, { port = 0, base = "/" }: ServeSiteOptions = {}): Promise<ServedSite> {
  const site = await realpath(folder);
  const server = createServer((request, response) => {
    // a reader who goes away, or a file that fails halfway, ends its own answer alone
    answer(request, response, { site, base }).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", listening);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

interface Place {
  /** Without links. */
  readonly site: string;
  readonly base: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end("only GET and HEAD");
    return;
  }
  const path = await fileOf(request.url ?? "/", place);
  const file = path === undefined ? undefined : await openRegular(path);
  if (path === undefined || file === undefined) {
    response.writeHead(404).end("not found");
    return;
  }
  response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
  // closes the file however the answer ends, also where the reader has gone meanwhile
  await pipeline(file.createReadStream(), response);
}

/** The file of the site that an address asks for, without links; undefined where there is none. */
async function fileOf(url: string, { site, base }: Place): Promise<string | undefined> {
  try {
    const pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
    if (!pathname.startsWith(base)) return undefined;
    const path = join(site, normalize(pathname.slice(base.length)));
    const file = await realpath((await stat(path)).isDirectory() ? join(path, "index.html") : path);
    return file.startsWith(site + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for what is no file or cannot be read. */
async function openRegular(path: string): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  try {
    // a pipe without a writer would hold up the opening otherwise
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await file.stat()).isFile()) return file;
  } catch {
    // no permission, or gone since
  }
  await file?.close();
  return undefined;
}
