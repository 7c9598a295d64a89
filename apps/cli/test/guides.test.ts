import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { modelNames } from "@lazyrich/problems/names";
import { expect, test } from "vitest";
import { main, temporaryFolder } from "./lazyrich.js";

const guide = (name: string): string =>
  readFileSync(new URL(`../../docs/site/guides/${name}.md`, import.meta.url), "utf8");

/** The commands of a guide, block after block, and what it says they print. */
const blocks = (name: string): { readonly language: string; readonly code: string }[] =>
  Array.from(guide(name).matchAll(/```(sh|text)\n(.*?)```/gs), ([, language, code]) => ({
    language: language!,
    code: code!.trim(),
  }));

/** A folder with the command on the path, and a Slurm that takes every job. */
function workplace(): (command: string) => Promise<string> {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, text] of Object.entries({
    lazyrich: `exec "${process.execPath}" "${main}" "$@"`,
    sbatch: "echo 42",
  })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return async (command) => {
    const options = { cwd: folder, env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } };
    const { stdout, stderr } = await promisify(execFile)("sh", ["-ec", command], options);
    return stdout + stderr;
  };
}

test.each(["solve", "train", "sweep"])(
  "the commands of the guide %s run, and print what it quotes",
  { timeout: 60_000 },
  async (name) => {
    const run = workplace();
    let printed = "";
    const found = blocks(name);
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { language, code } of found) {
      if (language === "sh") printed = await run(code);
      else expect(printed).toContain(code);
    }
  },
);

test("the guide to solve has a command for every model", () => {
  const commands = blocks("solve").filter(({ language }) => language === "sh");
  const named = commands.map(({ code }) => /--model (\S+)/.exec(code)?.[1] ?? "single-neuron");
  expect(new Set(named)).toEqual(new Set(modelNames));
});
