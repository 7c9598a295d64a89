import { fileURLToPath } from "node:url";
import { type ServedSite, serveSite } from "lazyrich/serveSite";

/** Serves the built site from a folder deep inside a server, as a reader might. */
export const serveBuiltSite = (): Promise<ServedSite> =>
  serveSite(fileURLToPath(new URL("../dist", import.meta.url)), { base: "/some/folder/" });
