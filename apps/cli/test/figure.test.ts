import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figures } from "@lazyrich/figures";
import { expect, test } from "vitest";
import { lazyrich, lazyrichInTurn, startLazyrich, temporaryFolder } from "./lazyrich.js";

const ids = figures.map(({ id }) => id);

test("lists the figures", async () => {
  const { code, stdout } = await lazyrichInTurn(["figures"]);
  expect(code).toBe(0);
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual(ids);
});

test("the settings that are shown run: every file, the caption, the largest difference", async () => {
  const folder = temporaryFolder();
  const shown = await lazyrichInTurn(["figure", "3", "--show-spec"]);
  const spec = { ...JSON.parse(shown.stdout), deltas: [-1, 0] };
  writeFileSync(join(folder, "mine.json"), JSON.stringify(spec));
  const args = ["figure", "3", "--spec", "mine.json", "--out", "new/out", "--format", "svg,png,pdf,csv,parquet"];
  const { code, stdout, stderr } = await lazyrichInTurn(args, { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^figure 3: /);
  expect(lines.at(-1)).toMatch(/^ {2}largest difference between exact solution and simulation: \d\.\de-\d+$/);
  const files = readdirSync(join(folder, "new/out"));
  expect(
    lines
      .slice(1, -1)
      .map((line) => line.trim())
      .sort(),
  ).toEqual(files.map((file) => `new/out/${file}`).sort());
  const content = (file: string) => readFileSync(join(folder, "new/out", file));
  const start = (ending: string, length: number) =>
    content(files.find((file) => file.endsWith(ending))!)
      .subarray(0, length)
      .toString("latin1");
  expect(start(".svg", 4)).toBe("<svg");
  expect(start(".png", 4)).toBe("\u0089PNG");
  expect(start(".pdf", 5)).toBe("%PDF-");
  expect(start(".parquet", 4)).toBe("PAR1");
  expect(start(".csv", 100)).toContain("delta");
  const description = JSON.parse(content("figure-3.json").toString());
  expect(description).toMatchObject({ figure: "3", spec: { deltas: [-1, 0] } });
  expect(description.largestDifference).toBeLessThan(1e-8);
});

test("a start on the separatrix is said where the simulation leaves it, and a constant is no difference", async () => {
  const folder = temporaryFolder();
  const run = (name: string, spec: object) => {
    writeFileSync(join(folder, name), JSON.stringify(spec));
    return lazyrichInTurn(["figure", "3", "--spec", name, "--out", "out", "--format", "csv"], { cwd: folder });
  };
  const separatrix = await run("separatrix.json", { betaStar: [1, 0], beta0: [-1, 0], deltas: [-1, 0, 1] });
  expect(separatrix.code).toBe(0);
  expect(separatrix.stderr).toMatch(
    /^lazyrich: figure 3: exact solution and simulation differ by 2\.0 in phi, whose range is 2\.0, at delta = 0: .*separatrix.*\n$/,
  );
  const constant = await run("constant.json", { betaStar: [1, 0], beta0: [1, 0], deltas: [-1, 0, 1] });
  expect(constant).toMatchObject({ code: 0, stderr: "" });
});

test("a figure of two parts: both, and a part that is named again only once", async () => {
  const folder = temporaryFolder();
  const { code } = await lazyrichInTurn(["figure", "4", "4b", "--out", "out", "--format", "svg"], { cwd: folder });
  expect(code).toBe(0);
  expect(readdirSync(join(folder, "out")).sort()).toEqual([
    "figure-4a.json",
    "figure-4a.svg",
    "figure-4b.json",
    "figure-4b.svg",
  ]);
});

test("a spec's bad field and an unknown one, with nothing written", async () => {
  const folder = temporaryFolder();
  const draw = async (spec: object) => {
    const args = ["figure", "3", "--spec", "-", "--out", "out"];
    const { code, stdout, stderr } = await lazyrichInTurn(args, { cwd: folder, input: JSON.stringify(spec) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };
  const lines = await Promise.all([draw({ deltas: [1, 2, "x"] }), draw({ delta: [1] }), draw({ etaA: -1 })]);
  expect(lines).toEqual([
    'lazyrich: spec.deltas[2] is "x"; expected a finite number\n',
    'lazyrich: spec has no field "delta"; did you mean "deltas"?\n',
    "lazyrich: spec.etaA is -1; expected a positive number\n",
  ]);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file in the way of one of a figure's files: none is written", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "out/figure-3.json"), { recursive: true });
  const { code, stderr } = await lazyrichInTurn(["figure", "3", "--spec", "-", "--out", "out"], {
    cwd: folder,
    input: '{"deltas": [1]}',
  });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'lazyrich: --out "out" cannot be written: there is a folder of that name; expected a folder that can be written\n',
  );
  expect(readdirSync(join(folder, "out"))).toEqual(["figure-3.json"]);
});

test("drawn again from its JSON at another width, the same picture without a run, and opened", async () => {
  const folder = temporaryFolder();
  const opener = join(folder, "xdg-open");
  writeFileSync(opener, '#!/bin/sh\necho "$1" > opened\n', { mode: 0o755 });
  const draw = (...args: string[]) => lazyrichInTurn(["figure", ...args], { cwd: folder });
  expect((await draw("9", "--out", "a", "--width", "neurips")).code).toBe(0);
  const stored = ["--from", "a/figure-9.json", "--width", "397"];
  const again = await lazyrich(["figure", "9", ...stored, "--out", "b", "--open"], {
    ...{ cwd: folder, env: { PATH: `${folder}:${process.env.PATH}` } },
  });
  expect(again).toMatchObject({ code: 0, stderr: "" });
  const picture = (name: string) => readFileSync(join(folder, name, "figure-9.svg"), "utf8");
  expect(picture("a")).toMatch(/viewBox="0 0 397 /);
  expect(picture("b")).toBe(picture("a"));
  await expect
    .poll(() => existsSync(join(folder, "opened")) && readFileSync(join(folder, "opened"), "utf8"))
    .toBe("b/figure-9.svg\n");
  const refused = await Promise.all([
    draw("3", "--from", "a/figure-9.json"),
    draw("9", "--width", "wide"),
    draw("9", "--steps", "100"),
    draw("9", "--format", "animated-svg"),
  ]);
  expect(refused.map(({ stderr }) => stderr)).toEqual([
    "lazyrich: a/figure-9.json is of figure 9; expected one of figure 3\n",
    'lazyrich: --width is "wide"; expected column (234), page (486), neurips (397), slide (720) or points, at least 100 and at most 5000\n',
    "lazyrich: --steps goes with figures 1b, 5b, 10, deep-portrait, not with figure 9\n",
    'lazyrich: --format has "animated-svg", but figure 9 has no animation; expected another format\n',
  ]);
});

test("Ctrl-C: exit 130, nothing half-written", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "long.json"), JSON.stringify({ deltas: Array.from({ length: 4000 }, (_, i) => i / 100) }));
  const child = startLazyrich(["figure", "3", "--spec", "long.json", "--out", "out"], folder);
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  await once(child, "message");
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: "lazyrich: interrupted; no unfinished file was written\n",
  });
  expect(existsSync(join(folder, "out"))).toBe(false);
});
