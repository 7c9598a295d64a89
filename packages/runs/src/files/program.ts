import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Provenance, SCHEMA } from "../result/provenance.js";
import type { ComputeCell } from "./cellComputer.js";

/** The packages whose code decides what a run computes, and the folders of this one. */
const PACKAGES = ["data", "deep", "flow", "linalg", "metrics", "networks"];
const OWN = ["dynamics", "measures", "models", "run", "spec", "starts", "tasks"];

let known: string | undefined;

/** SHA-256 of the files of ours that compute: two results with the same one come from the same program. */
export function programHash(): string {
  known ??= hashOf([
    ...PACKAGES.map(packageFolder),
    ...OWN.map((name) => fileURLToPath(new URL(`../${name}/`, import.meta.url))),
  ]);
  return known;
}

const packageFolder = (name: string): string => dirname(fileURLToPath(import.meta.resolve(`@lazyrich/${name}`)));

function hashOf(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const file of scriptsIn(folder).sort()) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** The JavaScript files in a folder and in those below it. The search of `readdirSync` itself asks for the kind of each entry again. */
function scriptsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return scriptsIn(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
    return entry.name.endsWith(".js") ? [entry.name] : [];
  });
}

/**
 * SHA-256 of a user's module with the files that it imports by relative path.
 *
 * @param path of the module.
 */
export function moduleHash(path: string): string {
  const hash = createHash("sha256");
  const open = [resolve(path)];
  const root = dirname(open[0]!);
  const seen = new Set<string>();
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    // a path in a comment names no file
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    hash.update(`${relative(root, file).split(sep).join("/")}\0${text}\0`);
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, name]) => name!);
    for (const name of imports.sort().reverse()) open.push(fileURLToPath(new URL(name, pathToFileURL(file))));
  }
  return hash.digest("hex");
}

/**
 * Where results of this process come from.
 *
 * @param modules paths of the user's modules.
 * @param compute what cells are made to in place of our training: a function, known by its text alone, or the URL of a module.
 * @example
 * import { provenanceOf } from "@lazyrich/runs/files";
 * const { schema, program } = provenanceOf([]);
 * schema; // 1
 * program.length; // 64: SHA-256 in hex
 */
export function provenanceOf(modules: readonly string[], compute?: ComputeCell | URL): Provenance {
  const { name, version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  return {
    madeBy: `${name} ${version}`,
    schema: SCHEMA,
    program: programHash(),
    modules: [...modules.map((path) => moduleHash(path)), ...(compute === undefined ? [] : [hashOfCompute(compute)])],
  };
}

function hashOfCompute(compute: ComputeCell | URL): string {
  return typeof compute === "function"
    ? createHash("sha256").update(compute.toString()).digest("hex")
    : moduleHash(fileURLToPath(compute));
}

/** Whether two results come from the same program. */
export function isSameProgram(a: Provenance, b: Provenance): boolean {
  return a.program === b.program && a.schema === b.schema && a.modules.join() === b.modules.join();
}
