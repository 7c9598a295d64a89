import { mkdirSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import type { Tarballs } from "./pack.ts";
import { publishable } from "./publishable.ts";
import { readmeExamples } from "./readmeExamples.ts";
import { NODE_TYPES } from "./versions.ts";

/** What an example imports beside ours; all of it stands in an `npm install` line of a README. */
const BESIDES = { zod: "4.6.7" };

/** Those whose public types are of SVG elements; those of the others need no DOM. */
export const DRAWING = ["@lazyrich/plot", "@lazyrich/figures"];

export interface ExampleFolder {
  /** The READMEs' blocks as JavaScript, each with the path of its file. */
  readonly examples: readonly { readonly name: string; readonly script: string }[];
  /** The configurations by which TypeScript must accept them. */
  readonly compilations: readonly string[];
}

/** A user's folder, not yet installed: every package from its tarball, and every README block as JavaScript and TypeScript. */
export function exampleFolder(
  folder: string,
  tarballs: Tarballs,
  tools: Readonly<Record<string, string>>,
): ExampleFolder {
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  for (const kind of ["js", "ts", "entries"]) mkdirSync(join(folder, kind), { recursive: true });

  const files = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
  write("package.json", {
    private: true,
    type: "module",
    dependencies: { ...files, ...BESIDES },
    devDependencies: { "@types/node": NODE_TYPES, ...tools },
    overrides: files, // npm: what our packages ask of each other is not in the registry yet
    resolutions: files, // Yarn
  });
  write("pnpm-workspace.yaml", `overrides: ${JSON.stringify(files)}\n`);

  const entries = publishable().filter(({ name, manifest }) => manifest.exports?.["."] && !DRAWING.includes(name));
  write("entries/rootEntries.ts", entries.map(({ name }, k) => `export * as entry${k} from "${name}";\n`).join(""));

  const compilations: string[] = [];
  const compilation = (name: string, resolution: string, folder: string, lib: string[], types: string[]) => {
    compilations.push(name);
    write(name, {
      compilerOptions: {
        target: "ES2023",
        module: resolution === "Bundler" ? "ESNext" : resolution,
        moduleResolution: resolution,
        ...{ lib, types, strict: true, skipLibCheck: false, noEmit: true },
      },
      include: [folder],
    });
  };
  compilation("nodenext.json", "NodeNext", "ts", ["ES2023", "DOM", "DOM.Iterable"], ["node"]);
  compilation("bundler.json", "Bundler", "ts", ["ES2023", "DOM", "DOM.Iterable"], ["node"]);
  compilation("withoutPage.json", "NodeNext", "entries", ["ES2023"], ["node"]);

  const examples = publishable().flatMap((each) => readmeExamples(each));
  for (const { name, code } of examples) {
    write(`ts/${name}.ts`, code);
    write(`js/${name}.js`, stripTypeScriptTypes(code));
  }
  return { examples: examples.map(({ name }) => ({ name, script: join(folder, "js", `${name}.js`) })), compilations };
}
