import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lazyrich, startLazyrich, temporaryFolder } from "./lazyrich.js";

const grid = {
  ...{ tau: [0.3, 1], delta: { from: -1, to: 1, count: 3 }, seed: [1, 2] },
  ...{ n: 60, d: 6, hiddenWidth: 8, testCount: 100, steps: [100, 10_000] },
};
/** Long enough to be stopped on the way. */
const longer = { ...grid, seed: { from: 1, to: 20, count: 20 }, n: 100, steps: [1e5] };

function folderWith(spec: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "grid.json"), JSON.stringify(spec));
  return folder;
}

const sweep = (cwd: string, ...more: string[]) =>
  lazyrich(["sweep", "--spec", "grid.json", "--out", "out", ...more], { cwd });

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
  expect(lines[0]).toContain(
    "tau,delta,step,trainLoss,generalizationError,kernelDistance,hammingDistance,parameterDistance",
  );
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
  // of a file that was being written: hidden, and removed by a run an hour later
  const halfWritten = readdirSync(join(folder, "out/cells")).filter((name) => !name.endsWith(".json"));
  expect(halfWritten.length).toBeLessThan(2);
  expect(done).toBeLessThan(120);
  expect(await stopAfter("SIGINT", done + 10)).toBe(130);
  const interrupted = cells(folder);
  expect(interrupted).toMatchObject(killed);
  const { stdout } = await sweep(folder);
  const found = Number(/, (\d+) were there/.exec(stdout)![1]);
  expect(found).toBeGreaterThanOrEqual(Object.keys(interrupted).length);
  expect(stdout).toContain(`sweep: ${120 - found} cells computed`);
  expect(cells(folder)).toMatchObject(interrupted);
  expect(readdirSync(join(folder, "out/cells")).filter((name) => !name.endsWith(".json"))).toEqual(halfWritten);
  const untouched = folderWith(longer);
  await sweep(untouched);
  expect(cells(folder)).toEqual(cells(untouched));
});

describe.skipIf(!existsSync("/proc/self/task"))("a worker that is killed", () => {
  const childrenOf = (pid: number): string[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  /** Processor time of a process so far, in hundredths of a second: one that has used some is past its start. */
  const used = (pid: string): number =>
    Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[11]);

  /** A cell takes a worker a few times the processor time after which it is killed. */
  const slow = { tau: 1, delta: -1, seed: 1, n: 3000, d: 100, hiddenWidth: 50, steps: [1e6] };

  /** Runs a sweep and kills so many of its workers on the way. */
  const killWorkers = async (folder: string, kills: number): Promise<{ code: number | null; stderr: string }> => {
    const child = startLazyrich(["sweep", "--spec", "grid.json", "--out", "out", "--workers", "2"], folder);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const closed = once(child, "close");
    for (let killed = 0; killed < kills; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const worker = childrenOf(child.pid!).find((pid) => used(pid) > 50);
      if (worker === undefined) continue;
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

  test("twice on the same cell fails that cell alone, by name", async () => {
    const folder = folderWith(slow);
    const { code, stderr } = await killWorkers(folder, 2);
    expect(code).toBe(1);
    expect(stderr).toContain("two worker processes died on it, killed or out of memory");
  });
});

test("truncated and changed files are found, computed again and reported", async () => {
  const folder = folderWith(grid);
  await sweep(folder);
  const before = cells(folder);
  const place = (name: string): string => join(folder, "out/cells", name);
  const [first, second] = Object.keys(before) as [string, string];
  writeFileSync(place(first), before[first]!.slice(0, 200));
  writeFileSync(
    place(second),
    before[second]!.replace(/"trainLoss":(\d)/, (_, digit) => `"trainLoss":${(Number(digit) + 1) % 10}`),
  );
  const merged = await lazyrich(["merge", "out", "--out", "table.csv"], { cwd: folder });
  expect(merged.stderr).toBe(
    [first, second]
      .map((name) => `lazyrich: ${name} is damaged and left out; run the sweep again to compute it\n`)
      .join(""),
  );
  expect(merged.stdout).toBe("table.csv: 20 rows of 10 cells; 2 of 12 cells are missing\n");
  const { code, stderr, stdout } = await sweep(folder);
  expect(code).toBe(0);
  expect(stderr).toBe(
    [first, second].map((name) => `lazyrich: ${name} was damaged; its cell was computed again\n`).join(""),
  );
  expect(stdout).toMatch(/^sweep: 2 cells computed, 10 were there/);
  expect(cells(folder)).toEqual(before);
});

test("another spec for a folder is refused; a cell that fails is named, the others are kept, and the exit code is 1", async () => {
  const folder = folderWith({ ...grid, delta: 0, hiddenWidth: [8, 3] });
  const { code, stderr, stdout } = await sweep(folder);
  expect(code).toBe(1);
  expect(stderr.split("\n")[0]).toBe(
    "lazyrich: the cell seed = 1, hiddenWidth = 3, tau = 0.3 failed: hiddenWidth is 3; expected an even number, a neuron and its mirror image each",
  );
  expect(stdout).toMatch(/^sweep: 4 cells computed, 4 failed/);
  writeFileSync(join(folder, "grid.json"), JSON.stringify({ ...grid, delta: 0.5, hiddenWidth: [8, 3] }));
  expect(await sweep(folder)).toEqual({
    code: 2,
    stdout: "",
    stderr: "lazyrich: out holds another sweep: its delta is 0, not 0.5; expected the same spec or another folder\n",
  });
});

test("--slurm writes a job array and submits it; its tasks are the shards", async () => {
  const folder = folderWith(grid);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "sbatch"), "#!/bin/sh\necho 42\n");
  chmodSync(join(bin, "sbatch"), 0o755);
  const args = ["sweep", "--spec", "grid.json", "--out", "out", "--slurm", "2", "--sbatch", "--time=1:00:00 --mem=1G"];
  const submitted = await lazyrich(args, { cwd: folder, env: { PATH: `${bin}:${process.env.PATH}` } });
  expect({ code: submitted.code, stderr: submitted.stderr }).toEqual({ code: 0, stderr: "" });
  expect(submitted.stdout).toMatch(/^submitted job 42: 2 tasks, a shard of the sweep each\n/);
  const script = join(folder, "out/sweep.sbatch");
  const text = readFileSync(script, "utf8");
  for (const line of ["#SBATCH --array=1-2", "#SBATCH --time=1:00:00", "#SBATCH --mem=1G"])
    expect(text).toContain(`${line}\n`);
  for (const task of ["1", "2"]) {
    const { status } = spawnSync("bash", [script], { env: { ...process.env, SLURM_ARRAY_TASK_ID: task }, cwd: "/" });
    expect(status).toBe(0);
  }
  expect(Object.keys(cells(folder))).toHaveLength(12);

  const missing = await lazyrich(args, { cwd: folder, env: { PATH: join(folder, "nothing") } });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(
    /^lazyrich: the job cannot be submitted: there is no sbatch here; its script is .*sweep\.sbatch\n$/,
  );
});

test("bad input: one line, exit 2, nothing written", async () => {
  const folder = folderWith(grid);
  const line = async (args: readonly string[], spec: object = grid): Promise<string> => {
    const { code, stdout, stderr } = await lazyrich(args, { cwd: folder, input: JSON.stringify(spec) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };
  const here = ["sweep", "--spec", "-", "--out", "out"];
  expect(await line(here, { ...grid, tau: [1, 0] })).toBe("lazyrich: spec.tau[1] is 0; expected a positive number\n");
  expect(await line(here, { ...grid, detla: 1 })).toMatch(/^lazyrich: spec has no field "detla"/);
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
    'lazyrich: --out is "t.xlsx"; expected a name that ends in .csv or .parquet\n',
  );
  expect(readdirSync(folder)).toEqual(["grid.json"]);
});
