import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lazyrich, main, temporaryFolder } from "./lazyrich.js";

const script = async (shell: string) => {
  const { code, stdout } = await lazyrich(["completion", shell]);
  expect(code).toBe(0);
  return stdout;
};

test("bash completes commands, ids, options and the words of options", async () => {
  const file = join(temporaryFolder(), "lazyrich.bash");
  writeFileSync(file, await script("bash"));
  execFileSync("bash", ["-n", file]);
  const completions = (...words: string[]) => {
    const code = `lazyrich() { "${process.execPath}" "${main}" "$@"; }; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lazyrich 2>/dev/null; echo "\${COMPREPLY[*]}"`;
    return execFileSync("bash", ["-c", code, "bash", file, "lazyrich", ...words], { encoding: "utf8" }).trim();
  };
  expect(completions("fig")).toBe("figures figure");
  expect(completions("figure", "4")).toBe("4a 4b");
  expect(completions("figure", "3", "--sp")).toBe("--spec");
  expect(completions("figure", "3", "--format", "svg,p")).toBe("svg,png svg,pdf svg,parquet");
  expect(completions("solve", "--model", "")).toBe(
    "single-neuron implicit-bias two-layer-linear deep-mode deep-implicit-bias",
  );
  expect(completions("solve", "--a0", "")).toBe("");
  expect(completions("map", "--statistic", "m")).toBe("mean median");
  const said = (option: string): string =>
    spawnSync(process.execPath, [main, "figure", "3", option, "x"], { encoding: "utf8" }).stderr;
  for (const option of ["--width", "--theme"]) {
    const offered = completions("figure", "3", option, "").split(" ");
    expect(said(option).replace(/ \(\d+\)| at .*/g, "")).toContain(
      `expected ${offered.join(option === "--theme" ? " or " : ", ")}`,
    );
  }
  expect(completions("spec", "kernelT")).toBe("kernelTargetAlignment");
});

test.each(["zsh", "fish"])("%s can read its script, where it is installed", async (shell) => {
  const text = await script(shell);
  const check = spawnSync(shell, ["-n"], { input: text, encoding: "utf8" });
  if (check.error === undefined) expect(check.stderr).toBe("");
  for (const word of ["figure", "solve", "beta-star", "parquet", "single-neuron"]) expect(text).toContain(word);
});
