import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** What of a package.json is looked at here. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  exports?: Record<string, unknown>;
  engines?: { node: string };
  dependencies?: Record<string, string> | undefined;
  [field: string]: unknown;
}

export interface Publishable {
  readonly name: string;
  /** from the root, with slashes: "packages/exact" */
  readonly folder: string;
  readonly manifest: Manifest;
}

export const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));

/** The packages that npm gets, in the order of their names. */
export function publishable(): Publishable[] {
  return ["packages", "apps"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .map((folder) => ({ folder, manifest: manifestOf(folder) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
