import { build } from "vite";

/**
 * A module and all it imports as one script without comments, whose exports are the fields of a global variable.
 *
 * @param entry path of the module.
 * @param name of the global variable.
 */
export async function bundle(entry: string, name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      ...{ write: false, minify: false, lib: { entry, formats: ["iife"], name } },
      rolldownOptions: { output: { comments: false } },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== "chunk") throw new Error(`${entry} was not bundled`);
  return chunk.code;
}
