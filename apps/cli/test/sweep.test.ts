import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lazyrich, lazyrichInTurn, startLazyrich, temporaryFolder } from "./lazyrich.js";

const grid = {
  task: { name: "student-teacher", inputDimension: 6, trainSize: 60, testSize: 100 },
  model: { name: "two-layer", hiddenWidth: 8 },
  start: { name: "mirrored", tau: [0.3, 1], delta: { linspace: [-1, 1], count: 3 } },
  dynamics: {
    name: "gradient-flow",
    learningRate: { of: "start.tau", power: -2, times: 0.005 },
    ...{ steps: [100, 10_000], stopLoss: 1e-10 },
  },
  seed: [1, 2],
};
/** Long enough to be stopped on the way. */
const longer = { ...grid, seed: { integers: [1, 10] }, dynamics: { ...grid.dynamics, steps: [1e5] } };

function folderWith(spec: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "grid.json"), JSON.stringify(spec));
  return folder;
}

const sweep = (cwd: string, ...more: string[]) =>
  lazyrich(["sweep", "--spec", "grid.json", "--out", "out", ...more], { cwd });

const sweepInTurn = (cwd: string, ...more: string[]) =>
  lazyrichInTurn(["sweep", "--spec", "grid.json", "--out", "out", ...more], { cwd });

const cells = (folder: string, out = "out"): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, out, "cells"))
      .filter((name) => name.endsWith(".json"))
      .map((name) => [name, readFileSync(join(folder, out, "cells", name), "utf8")]),
  );

test("one worker, two, and two shards run at once by two processes write the same bytes, which merge to one table", async () => {
  const [one, two, shards] = [folderWith(grid), folderWith(grid), folderWith(grid)];
  const results = await Promise.all([
    sweep(one, "--workers", "1"),
    sweep(two, "--workers", "2"),
    sweep(shards, "--shard", "1/2"),
    sweep(shards, "--shard", "2/2"),
  ]);
  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(results[0]!.stdout).toMatch(/^sweep: 12 cells computed; \d+ gradient evaluations in /);
  expect(Object.keys(cells(one))).toHaveLength(12);
  expect(cells(two)).toEqual(cells(one));
  expect(cells(shards)).toEqual(cells(one));
  const merged = await lazyrich(["merge", "out", "--out", "table.csv"], { cwd: shards });
  expect(merged).toEqual({ code: 0, stdout: "table.csv: 24 rows of 12 cells\n", stderr: "" });
  const lines = readFileSync(join(shards, "table.csv"), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(25);
  expect(lines[0]).toContain("tau,delta,dynamics,learningRate,");
  expect(lines[0]).toContain(
    "step,t,trainLoss,generalizationError,kernelDistance,hammingDistance,parameterDistance,stopReason",
  );
  expect(JSON.parse(readFileSync(join(shards, "table.json"), "utf8"))).toMatchObject({ spec: { seed: [1, 2] } });
});

test("a sweep waits for workers that take long to end, and says what it did", async () => {
  const folder = folderWith({ ...grid, seed: 1, dynamics: { ...grid.dynamics, steps: [100] } });
  const slow = `export const measures = [];
    if (process.env.TINYPOOL_WORKER_ID) process.on("exit", () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500));`;
  writeFileSync(join(folder, "slow.mjs"), slow);
  const { code, stdout, stderr } = await sweep(folder, "--with", "slow.mjs", "--workers", "1");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^sweep: 6 cells computed; /);
});

test("a map is the same picture from the folder and from its CSV, Parquet and JSON", async () => {
  const folder = folderWith(grid);
  await sweepInTurn(folder);
  const draw = (from: string, out: string, ...more: string[]) =>
    lazyrichInTurn(
      ["map", "--from", from, "--x", "tau", "--y", "delta", "--value", "kernelDistance", "--out", out, ...more],
      { cwd: folder },
    );
  expect((await draw("out", "out.svg", "--facet", "step")).stdout).toBe("out.svg: kernelDistance at 12 places\n");
  const picture = readFileSync(join(folder, "out.svg"), "utf8");
  for (const format of ["csv", "parquet", "json"]) {
    await lazyrichInTurn(["merge", "out", "--out", `table.${format}`], { cwd: folder });
    expect((await draw(`table.${format}`, `${format}.svg`, "--facet", "step")).code).toBe(0);
    expect(readFileSync(join(folder, `${format}.svg`), "utf8")).toBe(picture);
  }
  const drawn: string[] = [];
  for (const from of ["out", "table.csv", "table.parquet", "table.json"]) {
    const figure = await lazyrichInTurn(["figure", "1b", "--from", from, "--out", "figures"], { cwd: folder });
    expect(figure).toMatchObject({ code: 0, stderr: "" });
    drawn.push(readFileSync(join(folder, "figures/figure-1b.svg"), "utf8"));
  }
  expect(new Set(drawn).size).toBe(1);
  expect((await lazyrichInTurn(["figure", "3", "--from", "out"], { cwd: folder })).stderr).toMatch(
    /^lazyrich: figure 3 is of no stored runs; expected one of 1b, 5b, 10, deep-portrait, or the JSON of figure 3, with --from\n$/,
  );
  await sweepInTurn(folder, "--set", "dynamics.learningRate=0.01", "--out", "others");
  const others = await lazyrichInTurn(["figure", "1b", "--from", "others"], { cwd: folder });
  expect(others).toMatchObject({ code: 2, stdout: "" });
  expect(others.stderr).toContain(
    "learningRate is 0.01 at tau = 0.3; expected 0.005/tau^2 as in the figure, or `lazyrich map`",
  );
  // table.json is a whole result by now
  const replaced = await lazyrichInTurn(["merge", "out", "--out", "table.csv"], { cwd: folder });
  expect(replaced).toMatchObject({ code: 2, stdout: "" });
  expect(replaced.stderr).toContain("table.json is a result, which the spec beside the CSV would replace");
  const spec = await lazyrichInTurn(["merge", "out", "--out", "grid.csv"], { cwd: folder });
  expect(spec.stderr).toContain("grid.json is another file, which the spec beside the CSV would replace");
  expect((await lazyrichInTurn(["merge", "out", "--out", "again.csv"], { cwd: folder })).code).toBe(0);
  expect((await lazyrichInTurn(["merge", "out", "--out", "again.csv"], { cwd: folder })).code).toBe(0);
  expect((await draw("out", "one.svg", "--where", "step=100")).stdout).toBe("one.svg: kernelDistance at 6 places\n");
  const sizeOf = (file: string): string => /viewBox="0 0 (\d+) /.exec(readFileSync(join(folder, file), "utf8"))![1]!;
  expect(sizeOf("one.svg")).toBe("234");
  await draw("out", "wide.svg", "--where", "step=100", "--width", "slide", "--theme", "dark");
  expect(sizeOf("wide.svg")).toBe("720");
  expect(readFileSync(join(folder, "wide.svg"), "utf8")).toContain("#191a1c");
  expect((await draw("out", "none.svg", "--facet", "step", "--width", "wide")).stderr).toMatch(
    /^lazyrich: --width is "wide"; expected column \(234\)/,
  );
  expect((await draw("out", "none.svg", "--facet", "step", "--theme", "night")).stderr).toBe(
    'lazyrich: --theme is "night"; expected paper or dark\n',
  );
  expect((await draw("out", "none.svg", "--where", "step=7")).stderr).toMatch(
    /^lazyrich: --where is "step=7", which no row has; expected one of 100, 10000\n$/,
  );
  expect((await draw("out", "none.svg", "--where", "stp=7")).stderr).toContain(
    '--where names "stp" (did you mean "step"?)',
  );
  // as pandas writes it: its index first, True for true, columns in another order
  const [head, ...lines] = readFileSync(join(folder, "table.csv"), "utf8").trimEnd().split("\n");
  const turned = (line: string): string => line.split(",").reverse().join(",");
  const byPandas = [
    `,${turned(head!)}`,
    ...lines.map((line, i) => `${i},${turned(line.replaceAll("false", "False"))}`),
  ];
  writeFileSync(join(folder, "pandas.csv"), `${byPandas.join("\n")}\n`);
  await draw("pandas.csv", "pandas.svg", "--facet", "step", "--where", "biases=False");
  expect(readFileSync(join(folder, "pandas.svg"), "utf8")).toBe(picture);
  const refused = await draw("out", "other.svg");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(
    /^lazyrich: step is 100, 10000 at tau = 0\.3, delta = -1; expected one value, or step as the facet\n$/,
  );
  expect((await draw("none", "other.svg")).stderr).toMatch(/^lazyrich: .*none/);
  expect(readdirSync(folder)).not.toContain("other.svg");
});

test("kill -9 in the middle, Ctrl-C in the middle, then the same command: no finished cell is lost or computed again", async () => {
  const folder = folderWith(longer);
  const stopAfter = async (signal: NodeJS.Signals, count: number): Promise<number | null> => {
    const child = startLazyrich(["sweep", "--spec", "grid.json", "--out", "out"], folder);
    const place = join(folder, "out/cells");
    while (!existsSync(place) || readdirSync(place).filter((name) => name.endsWith(".json")).length < count) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill(signal);
    const [code] = await once(child, "close");
    return code;
  };
  expect(await stopAfter("SIGKILL", 10)).toBe(null);
  const killed = cells(folder);
  const done = Object.keys(killed).length;
  expect(done).toBeLessThan(60);
  expect(await stopAfter("SIGINT", done + 10)).toBe(130);
  const interrupted = cells(folder);
  expect(interrupted).toMatchObject(killed);
  const { stdout } = await sweep(folder);
  const found = Number(/, (\d+) were there/.exec(stdout)![1]);
  expect(found).toBeGreaterThanOrEqual(Object.keys(interrupted).length);
  expect(stdout).toContain(`sweep: ${60 - found} cells computed`);
  expect(cells(folder)).toMatchObject(interrupted);
  expect(readdirSync(join(folder, "out/cells")).filter((name) => !name.endsWith(".json"))).toEqual([]);
  const untouched = folderWith(longer);
  await sweep(untouched);
  expect(cells(folder)).toEqual(cells(untouched));
});

describe.skipIf(!existsSync("/proc/self/task"))("a worker that is killed", () => {
  /** A file of /proc; nothing of a process that has ended meanwhile. */
  const read = (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return "";
    }
  };
  const childrenOf = (pid: number): string[] =>
    read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean);
  /** Processor time of a process so far, in hundredths of a second. */
  const used = (pid: string): number => Number(read(`/proc/${pid}/stat`).split(") ")[1]?.split(" ")[11] ?? 0);

  /** A cell takes a worker a few times the processor time after which it is killed. */
  const slow = {
    task: { name: "student-teacher", trainSize: 1500 },
    model: "two-layer",
    start: { name: "mirrored", tau: 1, delta: -1 },
    dynamics: { name: "gradient-flow", learningRate: 0.005, steps: [1e6], tolerance: 0.005, stopLoss: 1e-10 },
    seed: 1,
  };

  /** Runs a sweep and kills so many of its workers on the way, if it does not end before. */
  const killWorkers = async (folder: string, kills: number): Promise<{ code: number | null; stderr: string }> => {
    const child = startLazyrich(["sweep", "--spec", "grid.json", "--out", "out", "--workers", "2"], folder);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const closed = once(child, "close");
    for (let killed = 0; killed < kills && child.exitCode === null; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      // the sweep has begun its cells, and the worker is past its start
      const worker = existsSync(join(folder, "out/cells")) && childrenOf(child.pid!).find((pid) => used(pid) > 30);
      if (!worker) continue;
      process.kill(Number(worker), "SIGKILL");
      killed++;
      while (existsSync(`/proc/${worker}`)) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const [code] = await closed;
    return { code, stderr };
  };

  test("costs nothing but the time: its cell is computed by another", async () => {
    const [folder, untouched] = [folderWith({ ...slow, seed: [1, 2] }), folderWith({ ...slow, seed: [1, 2] })];
    expect(await killWorkers(folder, 1)).toEqual({ code: 0, stderr: "" });
    await sweep(untouched);
    expect(cells(folder)).toEqual(cells(untouched));
  });

  test("again and again on the same cell fails that cell alone, by name", async () => {
    const folder = folderWith(slow);
    const { code, stderr } = await killWorkers(folder, Number.POSITIVE_INFINITY);
    expect(code).toBe(1);
    expect(stderr).toContain("two worker processes died on it: killed, out of memory or ended by process.exit");
  });
});

test("truncated and changed files are found, computed again and reported", async () => {
  const folder = folderWith(grid);
  await sweepInTurn(folder);
  const before = cells(folder);
  const place = (name: string): string => join(folder, "out/cells", name);
  const [first, second] = Object.keys(before) as [string, string];
  writeFileSync(place(first), before[first]!.slice(0, 200));
  writeFileSync(
    place(second),
    before[second]!.replace(/"trainLoss":(\d)/, (_, digit) => `"trainLoss":${(Number(digit) + 1) % 10}`),
  );
  const merged = await lazyrichInTurn(["merge", "out", "--out", "table.csv"], { cwd: folder });
  expect(merged.stderr.split("\n").sort()).toEqual(
    [
      "",
      ...[first, second].map(
        (name) => `lazyrich: ${name} is damaged; it is left out: run the sweep again to compute it`,
      ),
    ].sort(),
  );
  expect(merged.stdout).toBe("table.csv: 20 rows of 10 cells; 2 of 12 cells are missing\n");
  expect((await sweepInTurn(folder, "--dry-run")).stdout).toMatch(/^12 cells, 10 of them there; .*\n.*\nall 2: /);
  const { code, stderr, stdout } = await sweepInTurn(folder);
  expect(code).toBe(0);
  expect(stderr.split("\n").sort()).toEqual(
    ["", ...[first, second].map((name) => `lazyrich: ${name} is damaged; its cell was computed again`)].sort(),
  );
  expect(stdout).toMatch(/^sweep: 2 cells computed, 10 were there/);
  expect((await sweepInTurn(folder, "--dry-run")).stdout).toBe(
    "12 cells, 12 of them there; nothing is left to compute\n",
  );
  expect(cells(folder)).toEqual(before);
});

test("another spec for a folder is refused; what cannot run is refused before the start; a cell that fails is told", async () => {
  const folder = folderWith({
    ...grid,
    model: { name: "two-layer", hiddenWidth: [8, 10] },
    measures: ["short"],
    seed: 1,
  });
  const of = '({ theta }) => { if (theta.length > 60) throw new RangeError("theta is too long"); return 1; }';
  const module = `export const measures = [{ name: "short", label: "", unit: "", scale: "linear", better: null, per: "run", of: ${of} }];`;
  writeFileSync(join(folder, "mine.mjs"), module);
  const { code, stderr, stdout } = await sweepInTurn(folder, "--with", "mine.mjs");
  expect(code).toBe(1);
  expect(stderr.split("\n")[0]).toMatch(
    /^lazyrich: the cell seed = 1, hiddenWidth = 10, tau = 0\.3, delta = -1, learningRate = 0\.05+6 failed: measure "short": theta is too long$/,
  );
  expect(stdout).toMatch(/^sweep: 6 cells computed, 6 failed/);
  const status = await lazyrichInTurn(["status", "out"], { cwd: folder });
  expect(status.stdout).toMatch(
    /^out: 6 of 12 cells are done, 6 failed.*\n {2}failed: measure "short": theta is too long \(.*hiddenWidth = 10/,
  );
  writeFileSync(join(folder, "grid.json"), JSON.stringify({ ...grid, start: { name: "mirrored", tau: 2 } }));
  expect((await sweepInTurn(folder)).stderr).toMatch(
    /^lazyrich: out holds another sweep: 12 of its 12 cells are not in the spec, which differs in /,
  );
  writeFileSync(
    join(folder, "grid.json"),
    JSON.stringify({ ...grid, model: { name: "two-layer", hiddenWidth: [8, 3] } }),
  );
  expect(await sweepInTurn(folder, "--out", "other")).toEqual({
    ...{ code: 2, stdout: "" },
    stderr: "lazyrich: spec.model.hiddenWidth is 3; expected an even number, a neuron and its mirror image each\n",
  });
});

test("--set makes axes, --dry-run tells their cost, spec and schema print what a sweep can be", async () => {
  const folder = temporaryFolder();
  const written = await lazyrichInTurn(["spec", "mirrored"], { cwd: folder });
  writeFileSync(join(folder, "grid.json"), written.stdout);
  const dry = await sweepInTurn(folder, "--set", "start.tau=0.1,1", "--set", 'seed={"integers": [1, 3]}', "--dry-run");
  expect(dry.stdout).toMatch(/^6 cells; 220 parameters\none cell, run once: .* MiB with Node\nall 6: .* on one core/);
  expect(readdirSync(folder)).toEqual(["grid.json"]);
  const schema = JSON.parse((await lazyrichInTurn(["schema"])).stdout);
  expect(schema.required).toEqual(["task", "model", "start", "dynamics"]);
  const names = (await lazyrichInTurn(["spec"])).stdout;
  for (const name of ["student-teacher", "two-layer", "mirrored", "gradient-flow", "kernelDistance", "gelu"]) {
    expect(names).toContain(`  ${name} `);
  }
  expect((await lazyrichInTurn(["spec", "mirrord"])).stderr).toContain(
    'there is no "mirrord" (did you mean "mirrored"?)',
  );
});

test("--slurm writes a job array and submits it; its tasks are the shards", async () => {
  const folder = folderWith(grid);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "sbatch"), "#!/bin/sh\necho 42\n");
  chmodSync(join(bin, "sbatch"), 0o755);
  const args = [
    "sweep",
    "--spec",
    "grid.json",
    "--out",
    "a grid",
    "--slurm",
    "2",
    "--sbatch",
    '--time=1:00:00 --mem=1G --comment="two words"',
  ];
  const submitted = await lazyrich(args, { cwd: folder, env: { PATH: `${bin}:${process.env.PATH}` } });
  expect({ code: submitted.code, stderr: submitted.stderr }).toEqual({ code: 0, stderr: "" });
  expect(submitted.stdout).toMatch(/^submitted job 42: 2 tasks, a shard of the sweep each\n/);
  expect(submitted.stdout).toContain("lazyrich merge 'a grid' --out 'a grid.parquet'\n");
  const script = join(folder, "a grid/sweep.sbatch");
  const text = readFileSync(script, "utf8");
  for (const line of [
    "#SBATCH --array=1-2",
    "#SBATCH --time=1:00:00",
    "#SBATCH --mem=1G",
    '#SBATCH --comment="two words"',
  ])
    expect(text).toContain(`${line}\n`);
  for (const task of ["1", "2"]) {
    const { status } = spawnSync("bash", [script], { env: { ...process.env, SLURM_ARRAY_TASK_ID: task }, cwd: "/" });
    expect(status).toBe(0);
  }
  expect(Object.keys(cells(folder, "a grid"))).toHaveLength(12);

  const missing = await lazyrich(args, { cwd: folder, env: { PATH: join(folder, "nothing") } });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(
    /^lazyrich: the job cannot be submitted: there is no sbatch here; its script is .*sweep\.sbatch\n$/,
  );
});

test("bad input: one line, exit 2, nothing written", async () => {
  const folder = folderWith(grid);
  const line = async (args: readonly string[], spec: object = grid): Promise<string> => {
    const { code, stdout, stderr } = await lazyrichInTurn(args, { cwd: folder, input: JSON.stringify(spec) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };
  const here = ["sweep", "--spec", "-", "--out", "out"];
  const zero = { ...grid, start: { name: "mirrored", tau: [1, 0] } };
  expect(await line(here, zero)).toMatch(/^lazyrich: spec\.start\.tau\[1\] is 0; expected a number that is at least/);
  expect(await line(here, { ...grid, detla: 1 })).toMatch(/^lazyrich: spec has no field "detla"/);
  const wide = { name: "mirrored", tau: { linspace: [1, 2], count: 10_000 }, delta: { linspace: [0, 1], count: 1000 } };
  expect(await line(here, { ...grid, start: wide })).toBe(
    "lazyrich: spec has 20000000 cells; expected at most 1000000\n",
  );
  for (const name of ['a"b', "a\\b", "a\nb"]) {
    const slurm = ["sweep", "--spec", "-", "--out", name, "--slurm", "2"];
    expect(await line(slurm)).toMatch(/^lazyrich: --out is .*, which Slurm cannot take; expected a name without/);
  }
  expect(await line([...here, "--slurm", "2", "--sbatch", '--comment="a'])).toMatch(
    /expected every quote to be closed/,
  );
  expect(await line(["sweep", "--spec", "-", "--out", ""])).toBe(
    'lazyrich: --out is ""; expected a folder that can be written\n',
  );
  expect(await line([...here, "--keep", "--recompute"])).toMatch(/^lazyrich: --recompute and --keep are both given/);
  expect(await line([...here, "--shard", "3/2"])).toBe(
    'lazyrich: --shard is "3/2"; expected k/n with k from 1 to n, such as 2/8\n',
  );
  expect(await line([...here, "--workers", "many"])).toBe(
    'lazyrich: --workers is "many"; expected a whole number above 0\n',
  );
  expect(await line([...here, "--sbatch", "--time=1"])).toBe(
    "lazyrich: --sbatch goes with --slurm, which is missing; expected both\n",
  );
  expect(await line(["sweep", "--spec", "-", "--out", "grid.json"])).toMatch(
    /^lazyrich: --out "grid\.json" cannot be written: /,
  );
  const ontoFile = ["sweep", "--spec", "-", "--out", "grid.json", "--slurm", "2"];
  expect(await line(ontoFile)).toMatch(/^lazyrich: --out "grid\.json" cannot be written: /);
  expect(await line(["merge", "out", "--out", "t.csv"])).toBe(
    "lazyrich: out holds no sweep; expected a folder with sweep.json\n",
  );
  expect(await line(["merge", "out", "--out", "t.xlsx"])).toBe(
    'lazyrich: --out is "t.xlsx"; expected a name that ends in .json, .csv or .parquet\n',
  );
  expect(readdirSync(folder)).toEqual(["grid.json"]);
});
