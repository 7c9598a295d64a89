import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { type Publishable, root } from "./publishable.ts";

export interface Example {
  /** "exact-2": package and place among its blocks */
  readonly name: string;
  readonly code: string;
}

/**
 * The JavaScript blocks of a package's README. Each is a module of its own: it imports what it uses, from packages that
 * an `npm install` line of the README names.
 *
 * @throws Error if one imports something else
 */
export function readmeExamples({ name, folder }: Publishable): Example[] {
  const readme = readFileSync(join(root, folder, "README.md"), "utf8");
  const installed = [...readme.matchAll(/npm install ([\w@/ .-]+)/g)].flatMap(([, names]) =>
    (names ?? "").split(/\s+/),
  );
  const short = name.replace("@lazyrich/", "");
  return [...readme.matchAll(/^```(?:js|ts)\n(.*?)^```/gms)].map(([, code = ""], k) => {
    for (const [, from = ""] of code.matchAll(/from "(.+?)"/g)) {
      const imported = from
        .split("/")
        .slice(0, from.startsWith("@") ? 2 : 1)
        .join("/");
      if (!isBuiltin(from) && !installed.includes(imported)) {
        throw new Error(
          `block ${k + 1} of ${folder}/README.md imports ${imported}; expected a package of its npm install lines`,
        );
      }
    }
    return { name: `${short}-${k + 1}`, code };
  });
}
