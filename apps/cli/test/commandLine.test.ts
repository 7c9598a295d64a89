import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lazyrich, lazyrichInTurn, main, temporaryFolder } from "./lazyrich.js";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test("--version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(file("../package.json"), "utf8"));
  expect(await lazyrich(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("help on standard output, exit 0, with examples", async () => {
  const [none, root, command, figure] = await Promise.all(
    [[], ["--help"], ["help", "solve"], ["figure", "-h"]].map((args) => lazyrich(args)),
  );
  expect(none).toEqual(root);
  for (const each of [root!, command!, figure!]) {
    expect(each).toMatchObject({ code: 0, stderr: "" });
    expect(each.stdout).toContain("Examples:");
  }
});

test("the examples of solve's help run", async () => {
  const { stdout: help } = await lazyrichInTurn(["solve", "--help"]);
  const examples = help.split("\n").filter((line) => line.startsWith("  lazyrich solve --") && !line.includes("--out"));
  expect(examples.length).toBeGreaterThanOrEqual(2);
  const results = await Promise.all(examples.map((line) => lazyrichInTurn(words(line).slice(1))));
  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

/** The words of a command line, of which some are quoted. */
const words = (line: string): string[] => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));

test.runIf(process.platform === "linux")(
  "a full disk behind standard output is one line, exit 1, for every command",
  () => {
    const folder = temporaryFolder();
    const spec = {
      task: { name: "student-teacher", inputDimension: 6, trainSize: 60, testSize: 100 },
      model: { name: "two-layer", hiddenWidth: 8 },
      start: { name: "mirrored", tau: 1, delta: 0 },
      dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [1] },
    };
    writeFileSync(join(folder, "spec.json"), JSON.stringify(spec));
    const run = (command: string) => {
      const { status, stderr } = spawnSync("sh", ["-c", `"$0" "$1" ${command}`, process.execPath, main], {
        ...{ cwd: folder, encoding: "utf8" },
      });
      return { status, stderr };
    };
    const full = { status: 1, stderr: "lazyrich: standard output cannot be used: no space is left on the device\n" };
    for (const command of [
      "train --spec spec.json",
      "sweep --spec spec.json --out sweep",
      "merge sweep --out sweep.csv",
      "figure 9 --out out",
    ]) {
      expect({ command, ...run(`${command} > /dev/full`) }).toEqual({ command, ...full });
      expect({ command, ...run(`${command} | true`) }).toEqual({ command, status: 0, stderr: "" });
    }
    expect(run("solve --a0 x 2> /dev/full")).toEqual({ status: 2, stderr: "" });
  },
);

test("a reader that leaves early is no error", () => {
  const main = file("../dist/main.js");
  const problem = "--a0 1 --w0 1 --beta-star 1 --times 0:1:200000 --format csv";
  const { stdout, stderr } = spawnSync(
    "bash",
    ["-c", `"$0" "$1" solve ${problem} | head -1; echo "\${PIPESTATUS[0]}"`, process.execPath, main],
    { encoding: "utf8" },
  );
  expect({ stdout, stderr }).toEqual({ stdout: "t,a,w1,beta1,mu,phi,kernelDistance\n0\n", stderr: "" });
});
