import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lazyrichInTurn, main, temporaryFolder } from "./lazyrich.js";

interface NeuronCase {
  readonly name: string;
  readonly a0: number;
  readonly w0: number[];
  readonly betaStar: number[];
  readonly etaA: number;
  readonly etaW: number;
  readonly times: number[];
  readonly a: number[];
  readonly w: number[][];
  readonly kernelDistance: (number | null)[];
  readonly delta: number;
}
interface TwoLayerCase {
  readonly W0: number[][];
  readonly A0: number[][];
  readonly betaStar: number[][];
  readonly etaA: number;
  readonly etaW: number;
  readonly delta: number;
  readonly times: number[];
  readonly beta: number[][][];
  readonly WtW: number[][][];
  readonly AtA: number[][][];
}

interface BiasCase {
  readonly X: number[][];
  readonly y: number[];
  readonly a0: number;
  readonly w0: number[];
  readonly beta0: number[];
  readonly delta: number;
  readonly etaA: number;
  readonly etaW: number;
  readonly betaInfinity: number[];
}

const reference = (name: string) => readFileSync(new URL(`references/${name}.json`, import.meta.url), "utf8");
const neurons: NeuronCase[] = JSON.parse(reference("single-neuron"));
const biases: BiasCase[] = JSON.parse(reference("implicit-bias"));

const norm = (values: readonly number[]) => Math.hypot(...values);
const distance = (one: readonly number[], other: readonly number[]) => norm(one.map((value, i) => value - other[i]!));
const json = async (spec: unknown) => {
  const { code, stdout, stderr } = await lazyrichInTurn(["solve", "--spec", "-", "--format", "json"], {
    input: JSON.stringify(spec),
  });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe("single-neuron", () => {
  const specOf = ({ a0, w0, betaStar, etaA, etaW, times }: NeuronCase) => ({
    model: "single-neuron",
    ...{ a0, w0, betaStar, etaA, etaW, times },
  });

  test("answers every reference case, in one array", async () => {
    const answers = await json(neurons.map(specOf));
    expect(answers).toHaveLength(neurons.length);
    neurons.forEach((each, index) => {
      const answer = answers[index];
      expect(Object.keys(answer), each.name).toEqual([
        "delta",
        "times",
        "a",
        "w",
        "beta",
        "mu",
        "phi",
        "kernelDistance",
        "regime",
        "basin",
        "learning",
      ]);
      expect(answer.times).toEqual(each.times);
      const scale = each.etaW * each.a0 ** 2 + each.etaA * norm(each.w0) ** 2;
      expect(Math.abs(answer.delta - each.delta), each.name).toBeLessThanOrEqual(1e-13 * scale);
      // on a separatrix rounding of the start decides how soon the flow leaves the saddle
      const tolerance =
        each.name === "saddle" ? Number.POSITIVE_INFINITY : each.name.startsWith("extreme") ? 1e-11 : 1e-13;
      each.times.forEach((t, i) => {
        const [got, exact] = [
          [answer.a[i], ...answer.w[i]],
          [each.a[i]!, ...each.w[i]!],
        ];
        expect(distance(got, exact), `${each.name} at t = ${t}`).toBeLessThanOrEqual(tolerance * norm(exact));
        // the product of both as printed, but for the rounding of both
        const product = answer.w[i].map((w: number) => answer.a[i] * w);
        expect(distance(answer.beta[i], product)).toBeLessThanOrEqual(4e-16 * norm(product));
        const mu = answer.a[i] * norm(answer.w[i]);
        expect(Math.abs(answer.mu[i] - mu)).toBeLessThanOrEqual(1e-15 * Math.abs(mu));
        const kernelDistance = each.kernelDistance[i]!;
        if (kernelDistance === null) expect(answer.kernelDistance[i], `${each.name} at t = ${t}`).toBeNull();
        else if (tolerance < 1) expect(Math.abs(answer.kernelDistance[i] - kernelDistance)).toBeLessThanOrEqual(1e-10);
      });
    });
  });

  test("a negative readout, delta = 0 and t = 1e6 through options", async () => {
    const options = [
      "--a0",
      "-0.625",
      "--w0",
      "-0.375,0.5",
      "--beta-star",
      "-1,0.25",
      "--times",
      "0,1e6",
      "--format",
      "json",
    ];
    const { code, stdout } = await lazyrichInTurn(["solve", ...options]);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ regime: "balanced", basin: -1, delta: 0 });
    expect(answer.a[0]).toBeCloseTo(-0.625, 15);
    expect(distance(answer.w[0], [-0.375, 0.5])).toBeLessThan(1e-15);
    expect(answer.a[1]).toBeCloseTo(-Math.sqrt(Math.hypot(1, 0.25)), 13);
    expect(distance(answer.beta[1], [-1, 0.25])).toBeLessThan(1e-14);
  });

  test("CSV holds every digit, the table six", async () => {
    const options = ["solve", "--a0", "0.1", "--w0=0.2,0.3", "--beta-star=1,0.25", "--times", "0:1:4"];
    const [table, csv, answer] = await Promise.all(
      ["table", "csv", "json"].map(async (format) => (await lazyrichInTurn([...options, "--format", format])).stdout),
    );
    const { times, a, w, phi } = JSON.parse(answer!);
    const lines = csv!.trimEnd().split("\n");
    expect(lines[0]).toBe("t,a,w1,w2,beta1,beta2,mu,phi,kernelDistance");
    expect(lines.slice(1).map((line) => line.split(",").slice(0, 4).map(Number))).toEqual(
      times.map((t: number, i: number) => [t, a[i], ...w[i]]),
    );
    expect(lines.slice(1).map((line) => Number(line.split(",")[7]))).toEqual(phi);
    expect(table).toContain("delta = -0.12 (downstream); ends with a > 0");
    const widths = new Set(
      table!
        .trimEnd()
        .split("\n")
        .slice(2)
        .map((line) => line.length),
    );
    expect(widths.size).toBe(1);
  });

  test("null where a quantity is not defined", async () => {
    const answer = await json({ model: "single-neuron", a0: 0, w0: [0, 0], betaStar: [1, 0], times: [0, 1] });
    expect(answer).toMatchObject({ phi: [null, null], kernelDistance: [null, null], basin: 0, regime: "balanced" });
  });
});

describe("implicit-bias", () => {
  test("answers every reference case, from the function and from the parameters", async () => {
    const fromFunction = biases.map(({ X, y, beta0, delta, etaA, etaW }) => ({
      model: "implicit-bias",
      ...{ X, y, beta0, delta, etaA, etaW },
    }));
    const fromParameters = biases.map(({ X, y, a0, w0, etaA, etaW }) => ({
      model: "implicit-bias",
      ...{ X, y, a0, w0, etaA, etaW },
    }));
    const answers = await json([...fromFunction, ...fromParameters]);
    [...biases, ...biases].forEach(({ betaInfinity }, i) => {
      expect(distance(answers[i].betaInfinity, betaInfinity), `case ${i}`).toBeLessThan(1e-12 * norm(betaInfinity));
    });
  });

  test("through options", async () => {
    const options = ["--model", "implicit-bias", "--X", "0.5,1", "--y", "1.1", "--beta0", "-1,0.2", "--delta", "-2"];
    const [json, table] = await Promise.all([
      lazyrichInTurn(["solve", ...options, "--format", "json"]),
      lazyrichInTurn(["solve", ...options]),
    ]);
    const { betaInfinity } = JSON.parse(json.stdout);
    expect(0.5 * betaInfinity[0] + betaInfinity[1]).toBeCloseTo(1.1, 14);
    expect(table.stdout).toContain("delta = -2 (downstream)");
  });
});

describe("two-layer-linear", () => {
  test("answers every reference case", async () => {
    const cases: TwoLayerCase[] = JSON.parse(reference("two-layer-linear"));
    const answers = await json(
      cases.map(({ W0, A0, betaStar, etaA, etaW, times }) => ({
        model: "two-layer-linear",
        ...{ W0, A0, betaStar, etaA, etaW, times },
      })),
    );
    for (const [i, expected] of cases.entries()) {
      expect(Object.keys(answers[i]).sort()).toEqual([
        "AtA",
        "WtW",
        "beta",
        "delta",
        "kernelDistance",
        "learning",
        "regime",
        "singularValues",
        "times",
      ]);
      expect(Math.abs(answers[i].delta - expected.delta)).toBeLessThan(1e-12);
      // the fifth case passes close to a saddle, where a last-bit change of the start moves beta by 1e-6
      const tolerance = i === 4 ? 1e-5 : 1e-12;
      for (const name of ["beta", "WtW", "AtA"] as const) {
        for (const [k, matrix] of expected[name].entries()) {
          const difference = distance(answers[i][name][k].flat(), matrix.flat());
          expect(difference, `case ${i}, ${name}, t = ${expected.times[k]}`).toBeLessThan(
            tolerance * (1 + norm(matrix.flat())),
          );
        }
      }
    }
  });

  test("through options", async () => {
    const options = ["--model", "two-layer-linear", "--W0", "1,0;0,1", "--A0", "1,0;0,1", "--beta-star", "2,0;1,1"];
    const [json, table, csv] = await Promise.all(
      ["json", "table", "csv"].map((format) =>
        lazyrichInTurn(["solve", ...options, "--times", "0,50", "--format", format]),
      ),
    );
    const { beta, delta } = JSON.parse(json!.stdout);
    expect(delta).toBe(0);
    expect(distance(beta[1].flat(), [2, 0, 1, 1])).toBeLessThan(1e-12);
    expect(table!.stdout).toContain("delta = 0 (balanced)");
    expect(csv!.stdout.split("\n")[0]).toBe(
      "t,sigma1,sigma2,kernelDistance,beta1_1,beta1_2,beta2_1,beta2_2,WtW1_1,WtW1_2,WtW2_1,WtW2_2,AtA1_1,AtA1_2,AtA2_1,AtA2_2",
    );
  });

  test("shapes that do not fit, and a start that is not isotropic, are named", async () => {
    const spec = { model: "two-layer-linear", W0: [[1, 0]], A0: [[1]], betaStar: [[1], [0]], times: [0] };
    const line = async (change: object): Promise<string> => {
      const input = JSON.stringify({ ...spec, ...change });
      const { code, stderr } = await lazyrichInTurn(["solve", "--spec", "-"], { input });
      expect(code).toBe(2);
      return stderr;
    };
    expect(await line({ A0: [[1], [2]] })).toBe(
      "lazyrich: spec.A0 is 2 x 1, but W0 is 1 x 2; expected one row a hidden neuron in both\n",
    );
    expect(await line({ betaStar: [[1, 0]] })).toBe(
      "lazyrich: spec.betaStar is 1 x 2; expected 2 x 1, the columns of W0 by those of A0\n",
    );
    expect(await line({ W0: [[1, 0], [1]], A0: [[1], [1]] })).toBe(
      "lazyrich: spec.W0[1] has length 1, but W0[0] has length 2\n",
    );
    expect(
      await line({
        W0: [
          [1, 0],
          [0, 1],
        ],
        A0: [[1], [1]],
      }),
    ).toMatch(/^lazyrich: spec has W0 and A0 that are not isotropic: .*--simulate/);
  });
});

describe("deep-mode", () => {
  test("two layers are logistic, one exponential; infinite depth waits longest", async () => {
    const spec = { model: "deep-mode", start: 0.1, target: 2, times: [0, 1, 3] };
    const [one, two, infinite] = await json([1, 2, "infinite"].map((depth) => ({ ...spec, depth })));
    for (const [i, t] of spec.times.entries()) {
      expect(one.u[i]).toBeCloseTo(2 - 1.9 * Math.exp(-t), 14);
      expect(two.u[i]).toBeCloseTo(2 / (1 + 19 * Math.exp(-4 * t)), 14);
    }
    expect(infinite.halfTime).toBeGreaterThan(two.halfTime);
    const standing = await json({ ...spec, depth: 3, start: 0 });
    expect(standing).toEqual({ times: spec.times, u: [0, 0, 0], halfTime: null });
  });

  test("through options, with a summary", async () => {
    const options = [
      "--model",
      "deep-mode",
      "--depth",
      "infinite",
      "--start",
      "0.1",
      "--target",
      "1",
      "--times",
      "0,5",
    ];
    const { stdout } = await lazyrichInTurn(["solve", ...options]);
    expect(stdout).toMatch(/^halfway to the target at t = \d/);
    const { code, stderr } = await lazyrichInTurn(["solve", ...options, "--depth", "1.5"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lazyrich: --depth is 1\.5; expected/);
  });
});

test("implicit-bias where no formula tells: the flow is followed", async () => {
  const spec = {
    model: "implicit-bias",
    X: [
      [1, 0, 0],
      [0, 2, 0],
    ],
    y: [1, 1],
    delta: -2,
  };
  const [kept, crossed] = await json([
    { ...spec, beta0: [-1, 1, 0.1] },
    { ...spec, beta0: [-1, -1, 0.1] },
  ]);
  expect(kept).toMatchObject({ throughZero: null, warning: null });
  expect(kept.betaInfinity[2]).toBeGreaterThan(0);
  expect(crossed.betaInfinity).toBeNull();
  expect(crossed.throughZero[2]).toBeLessThan(0);
  expect(crossed.warning).toContain("passes through 0");
});

test("--simulate is for the model that can be simulated, also among others", async () => {
  const neuron = { model: "single-neuron", a0: 1, w0: [1], betaStar: [1], times: [0] };
  const wide = { model: "two-layer-linear", W0: [[1, 0]], A0: [[1]], betaStar: [[1], [0]], times: [0] };
  const run = (spec: unknown, ...args: string[]) =>
    lazyrichInTurn(["solve", "--spec", "-", "--simulate", "--format", "json", ...args], {
      input: JSON.stringify(spec),
    });
  const [both, none, byOptions] = await Promise.all([
    run([neuron, wide]),
    run(neuron),
    lazyrichInTurn(["solve", "--a0", "1", "--w0", "1", "--beta-star", "1", "--times", "0", "--simulate"]),
  ]);
  expect(both.code).toBe(0);
  expect(JSON.parse(both.stdout)).toHaveLength(2);
  expect(none.stderr).toBe(
    "lazyrich: --simulate is given, but no problem is of the model two-layer-linear; expected one, or no --simulate\n",
  );
  expect(byOptions.stderr).toBe(
    "lazyrich: --simulate does not go with --model single-neuron; expected --model two-layer-linear\n",
  );
});

describe("specs and files", () => {
  const spec = { model: "single-neuron", a0: 1, w0: [0, 1], betaStar: [1, 0], times: [0, 1] };

  test("an array of specs gives an array of answers, also of one and none", async () => {
    expect(await json([spec])).toEqual([await json(spec)]);
    expect(await json([])).toEqual([]);
  });

  test("--out takes its format from the file's name, and replaces the file whole", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "spec.json"), JSON.stringify([spec, spec]));
    writeFileSync(join(folder, "path.csv"), "old");
    const { code, stdout, stderr } = await lazyrichInTurn(["solve", "--spec", "spec.json", "--out", "path.csv"], {
      cwd: folder,
    });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    const lines = readFileSync(join(folder, "path.csv"), "utf8").trimEnd().split("\n");
    expect(lines[0]).toBe("spec,t,a,w1,w2,beta1,beta2,mu,phi,kernelDistance");
    expect(lines.map((line) => line.split(",")[0])).toEqual(["spec", "0", "0", "1", "1"]);
  });

  test("ranges of times", async () => {
    const { stdout } = await lazyrichInTurn([
      ...["solve", "--a0", "1", "--w0", "1", "--beta-star", "1", "--format", "json"],
      ...["--times", "0,log:1e-3:1e3:7,0:1:3"],
    ]);
    const { times } = JSON.parse(stdout);
    expect(times).toHaveLength(11);
    [0, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 0, 0.5, 1].forEach((t, i) => {
      expect(times[i]).toBeCloseTo(t, 12);
    });
    expect(times[7]).toBe(1e3);
  });
});

describe("where an answer goes", () => {
  const problem = ["--a0", "0.1", "--w0=0.2,0.3", "--beta-star=1,0.25", "--times", "0:1:4"];

  test("the ending of a file says the format, or is refused", async () => {
    const folder = temporaryFolder();
    const run = (...args: string[]) => lazyrichInTurn(["solve", ...problem, ...args], { cwd: folder });
    const [csv, upper, parquet, contrary, nothing] = await Promise.all([
      run("--format", "csv"),
      run("--out", "A.CSV"),
      run("--out", "a.parquet"),
      run("--out", "a.csv", "--format", "json"),
      run("--out", ""),
    ]);
    expect(upper.code).toBe(0);
    expect(readFileSync(join(folder, "A.CSV"), "utf8")).toBe(csv.stdout);
    expect(parquet).toEqual({
      ...{ code: 2, stdout: "" },
      stderr: "lazyrich: --out a.parquet ends in .parquet; expected .txt, .csv, .json\n",
    });
    expect(contrary.stderr).toBe(
      'lazyrich: --out is "a.csv" and --format is json; expected an ending of that format\n',
    );
    expect(nothing.stderr).toBe('lazyrich: --out is ""; expected a file in a folder that can be written\n');
  });

  test.runIf(process.platform === "linux")("a stream goes on where it stands; a full one is one line", () => {
    const folder = temporaryFolder();
    const log = join(folder, "log");
    const shell = (script: string) =>
      spawnSync("sh", ["-c", script, process.execPath, main, ...problem], { encoding: "utf8", cwd: folder });
    const solve = `"$0" "$1" solve "$2" "$3" "$4" "$5" "$6" "$7"`;
    shell(`{ echo a; ${solve} --out /dev/stdout; echo b; } > log`);
    const lines = readFileSync(log, "utf8").split("\n");
    expect([lines[0], lines.at(-2)]).toEqual(["a", "b"]);
    expect(lines[1]).toMatch(/^delta = -0.12 \(downstream\); ends with a > 0; rich: S = /);
    const full = shell(`${solve} > /dev/full`);
    expect([full.status, full.stderr]).toEqual([
      1,
      "lazyrich: standard output cannot be used: no space is left on the device\n",
    ]);
    const named = shell(`${solve} --out /dev/full`);
    expect([named.status, named.stderr]).toEqual([
      1,
      "lazyrich: /dev/full cannot be used: no space is left on the device\n",
    ]);
    expect(shell(`${solve} | true`).stderr).toBe("");
  });
});
