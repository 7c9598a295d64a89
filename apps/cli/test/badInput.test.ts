import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figures } from "@lazyrich/figures";
import { expect, test } from "vitest";
import { lazyrich, lazyrichInTurn, temporaryFolder } from "./lazyrich.js";

const neuron = "--a0 1 --w0 1,2 --beta-star 1,2 --times 0,1".split(" ");

const badOptions: readonly [args: readonly string[], line: string][] = [
  [["figur"], "unknown command 'figur' (did you mean figure?); see lazyrich --help"],
  [["figure"], "missing required argument 'ids'; see lazyrich figure --help"],
  [["figures", "x"], "too many arguments for 'figures'; expected 0 arguments but got 1; see lazyrich figures --help"],
  [
    ["figure", "3", "--fromat", "svg"],
    "unknown option '--fromat' (did you mean --format?); see lazyrich figure --help",
  ],
  [
    ["figure", "33"],
    `unknown figure "33"; expected one of ${figures.map(({ id }) => id).join(", ")} or all (did you mean 3?)`,
  ],
  [
    ["figure", "3", "--format", "svg,pgn"],
    '--format has "pgn"; expected some of svg, png, pdf, apng, animated-svg, csv, parquet with commas between (did you mean "png"?)',
  ],
  [["figure", "3", "--scale", "0"], '--scale is "0"; expected pixels per point, more than 0 and at most 50'],
  [
    ["figure", "all", "--spec", "mine.json"],
    `--spec goes with one figure, not with ${figures.length}; expected one id`,
  ],
  [["figure", "2", "3", "--show-spec"], "--show-spec goes with one figure, not with 2; expected one id"],
  [["completion", "tcsh"], 'shell is "tcsh"; expected bash, zsh or fish'],
  [["solve", "--format", "jsn"], '--format is "jsn"; expected table, csv or json (did you mean "json"?)'],
  [
    ["solve", "--model", "singleneuron"],
    '--model is "singleneuron"; expected one of single-neuron, implicit-bias, two-layer-linear, deep-mode, deep-implicit-bias (did you mean "single-neuron"?)',
  ],
  [["solve", "--delta", "1"], "--delta does not go with --model single-neuron; expected --model implicit-bias"],
  [["solve", "--spec", "-", "--a0", "1"], "--spec and --a0 are both given; expected the problem in one of them"],
  [["solve"], "--a0 is missing; expected a finite number"],
  [["solve", "--a0"], "option '--a0 <number>' argument missing; see lazyrich solve --help"],
  [["solve", "--a0", "1e999"], '--a0 is "1e999"; expected a finite number'],
  [["solve", "--a0", "0x10"], '--a0 is "0x10"; expected a finite number'],
  [["solve", "--a0", ""], '--a0 is ""; expected a finite number'],
  [["solve", "--w0", "1,,2"], '--w0[1] is ""; expected a finite number'],
  [
    ["solve", "--times", "0:1"],
    '--times has the range "0:1"; expected start:end:count, such as 0:10:101 or log:1e-3:1e3:61',
  ],
  [
    ["solve", "--times", "0:1:1e9"],
    '--times has the range "0:1:1e9" of 1000000000 values; expected an integer from 2 to 10000000',
  ],
  [
    ["solve", "--times", "log:0:1:3"],
    '--times has the range "log:0:1:3"; expected positive ends on a logarithmic range',
  ],
  [["solve", ...neuron, "--times", "0,-1"], "--times[1] is -1; expected a number that is at least 0"],
  [["solve", ...neuron, "--beta-star", "1"], "--beta-star has length 1, but w0 has length 2"],
  [["solve", ...neuron, "--eta-a", "0"], "--eta-a is 0; expected a positive number"],
  [["solve", ...neuron, "--eta-w", "-1"], "--eta-w is -1; expected a positive number"],
];

test("options: one line that says what was wrong and what is expected, exit 2", async () => {
  const results = await Promise.all(badOptions.map(([args]) => lazyrichInTurn(args)));
  badOptions.forEach(([args, line], i) => {
    expect({ args, ...results[i]! }).toEqual({ args, code: 2, stdout: "", stderr: `lazyrich: ${line}\n` });
  });
});

const good = { model: "single-neuron", a0: 1, w0: [1], betaStar: [1], times: [0] };
const bias = { model: "implicit-bias", X: [[1, 2]], y: [1], beta0: [1, 2], delta: 1 };
const changed = (change: object) => JSON.stringify({ ...good, ...change });
const otherBias = (change: object) => JSON.stringify({ ...bias, ...change });
const models =
  'expected one of "single-neuron", "implicit-bias", "two-layer-linear", "deep-mode", "deep-implicit-bias"';

const badSpecs: readonly [text: string, line: string][] = [
  ["", "the spec on standard input is not JSON: line 1, column 1 has the end of the text; expected a value"],
  [
    '{"a0": 1,\n "w0": [1, NaN]}',
    'the spec on standard input is not JSON: line 2, column 12 has "NaN"; expected a value',
  ],
  [
    '{"a0": 1,}',
    'the spec on standard input is not JSON: line 1, column 10 has "}"; expected a field name in double quotes',
  ],
  [
    "{'a0': 1}",
    `the spec on standard input is not JSON: line 1, column 2 has "'"; expected a field name in double quotes or "}"`,
  ],
  [
    '{"a0": 1} x',
    'the spec on standard input is not JSON: line 1, column 11 has "x"; expected nothing after the JSON value',
  ],
  [
    "[".repeat(100_000),
    "the spec on standard input is nested deeper at line 1, column 201; expected at most 200 levels",
  ],
  ["null", "spec is null; expected an object or an array of objects"],
  ["3", "spec is 3; expected an object or an array of objects"],
  ["[[]]", "spec[0] is an array of length 0; expected an object"],
  ["{}", `spec.model is missing; ${models}`],
  ['{"model": "constructor"}', `spec.model is "constructor"; ${models}`],
  ['{"model": "single_neuron"}', `spec.model is "single_neuron"; ${models} (did you mean "single-neuron"?)`],
  ['{"__proto__": {"model": "single-neuron"}}', `spec.model is missing; ${models}`],
  [
    `${changed({}).slice(0, -1)}, "__proto__": {}}`,
    'spec has no field "__proto__"; expected model, a0, w0, betaStar, etaA, etaW, times',
  ],
  [changed({ beta_star: 1 }), 'spec has no field "beta_star"; did you mean "betaStar"?'],
  [changed({ a0: "1" }), 'spec.a0 is "1"; expected a finite number'],
  [changed({ a0: null }), "spec.a0 is null; expected a finite number"],
  [changed({}).replace('"a0":1', '"a0":1e999'), "spec.a0 is Infinity; expected a finite number"],
  [
    changed({}).replace('"a0":1', `"a0":${"[".repeat(50_000)}${"]".repeat(50_000)}`),
    `the spec on standard input is nested deeper at line 1, column ${changed({}).indexOf('"a0":') + 5 + 200}; expected at most 200 levels`,
  ],
  [changed({ a0: [1] }), "spec.a0 is an array of length 1; expected a finite number"],
  [changed({ w0: [1, "x"] }), 'spec.w0[1] is "x"; expected a finite number'],
  [changed({ w0: [] }), "spec.w0 is an array of length 0; expected at least 1 entry"],
  [changed({ w0: { 0: 1 } }), "spec.w0 is an object; expected an array"],
  [changed({ betaStar: [1, 2] }), "spec.betaStar has length 2, but w0 has length 1"],
  [changed({ times: [0, 1, -1] }), "spec.times[2] is -1; expected a number that is at least 0"],
  [changed({ etaA: 0 }), "spec.etaA is 0; expected a positive number"],
  [`[${changed({})}, ${changed({ w0: [true] })}]`, "spec[1].w0[0] is true; expected a finite number"],
  [otherBias({ X: [[1, 2], [3]], y: [1, 2] }), "spec.X[1] has length 1, but X[0] has length 2"],
  [otherBias({ y: [1, 2] }), "spec.y has length 2, but X has 1 row"],
  [otherBias({ beta0: [1] }), "spec.beta0 has length 1, but the rows of X have length 2"],
  [otherBias({ delta: undefined }), "spec.delta is missing; expected a finite number beside beta0"],
  [otherBias({ a0: 1 }), "spec has both beta0 and a0; expected beta0 and delta, or a0 and w0"],
  [otherBias({ beta0: undefined, delta: undefined }), "spec.beta0 is missing; expected beta0 and delta, or a0 and w0"],
];

test("specs: one line that names the field, exit 2", async () => {
  const results = await Promise.all(badSpecs.map(([input]) => lazyrichInTurn(["solve", "--spec", "-"], { input })));
  badSpecs.forEach(([text, line], i) => {
    expect({ text, ...results[i]! }).toEqual({ text, code: 2, stdout: "", stderr: `lazyrich: ${line}\n` });
  });
});

test("files that cannot be read or written, with nothing left behind", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "file"), "");
  writeFileSync(join(folder, "latin1.json"), Buffer.from([0x22, 0xe9, 0x22]));
  const json = "expected a file of JSON, or - for standard input";
  const cases: readonly [args: readonly string[], line: string][] = [
    [["solve", "--spec", "none"], `the spec "none" cannot be read: there is no such file; ${json}`],
    [["solve", "--spec", "sub"], 'the spec "sub" is a folder; expected a regular file'],
    [["solve", "--spec", "latin1.json"], 'the spec "latin1.json" is not text; expected JSON in UTF-8'],
    [
      ["solve", ...neuron, "--out", "sub"],
      '--out "sub" cannot be written: there is a folder of that name; expected a file in a folder that can be written',
    ],
    [
      ["solve", ...neuron, "--out", "file/x"],
      '--out "file/x" cannot be written: a part of the path is a file; expected a file in a folder that can be written',
    ],
    [
      ["figure", "all", "--out", "file"],
      '--out "file" cannot be written: there is a file of that name; expected a folder that can be written',
    ],
    [
      ["figure", "all", "--out", "file/x"],
      '--out "file/x" cannot be written: a part of the path is a file; expected a folder that can be written',
    ],
    [
      ["figure", "3", "--out", "new/x", "--spec", "none"],
      `the spec "none" cannot be read: there is no such file; ${json}`,
    ],
  ];
  const results = await Promise.all(cases.map(([args]) => lazyrichInTurn(args, { cwd: folder })));
  cases.forEach(([args, line], i) => {
    expect({ args, ...results[i]! }).toEqual({ args, code: 2, stdout: "", stderr: `lazyrich: ${line}\n` });
  });
  expect(readdirSync(folder).sort()).toEqual(["file", "latin1.json", "sub"]);
  expect(readdirSync(join(folder, "sub"))).toEqual([]);
});

const grid = {
  task: { name: "student-teacher", inputDimension: 6, trainSize: 60, testSize: 100 },
  model: { name: "two-layer", hiddenWidth: 8 },
  start: { name: "mirrored", tau: 1, delta: 0 },
  dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [10] },
  seed: 1,
};

test.runIf(process.platform === "linux")(
  "what is no regular file is refused at once, and so is a folder in /proc",
  async () => {
    const folder = temporaryFolder();
    execFileSync("mkfifo", [join(folder, "pipe")]);
    symlinkSync("pipe", join(folder, "pipe.npy"));
    symlinkSync("/dev/zero", join(folder, "zero.npz"));
    const write = (name: string, change: object) =>
      writeFileSync(join(folder, name), JSON.stringify({ ...grid, ...change }));
    write("grid.json", {});
    write("pipe.json", { task: { name: "arrays", X: "pipe.npy", y: [1] } });
    write("zero.json", { start: { name: "file", file: "zero.npz" } });
    const refused = (spec: string, path: string, kind: string) =>
      `spec.${spec} names ${path}, which cannot be read (${join(folder, path)} is ${kind}; expected a regular file)`;
    const cases: readonly [args: readonly string[], line: string][] = [
      [["solve", "--spec", "pipe"], 'the spec "pipe" is a pipe; expected a regular file'],
      [["train", "--spec", "/dev/zero"], 'the spec "/dev/zero" is a device; expected a regular file'],
      [
        ["figure", "3", "--spec", "/proc/self/stat"],
        'the spec "/proc/self/stat" has more bytes than its size of 0; expected a regular file at rest',
      ],
      [["train", "--spec", "pipe.json"], refused("task.X", "pipe.npy", "a pipe")],
      [["sweep", "--spec", "pipe.json", "--out", "out"], refused("task.X", "pipe.npy", "a pipe")],
      [["train", "--spec", "zero.json"], refused("start.file", "zero.npz", "a device")],
      [["sweep", "--spec", "zero.json", "--out", "out", "--dry-run"], refused("start.file", "zero.npz", "a device")],
      [
        ["sweep", "--spec", "grid.json", "--out", "/proc/xx"],
        '--out "/proc/xx" cannot be written: the system does not let one make it; expected a folder that can be written',
      ],
      [
        ["sweep", "--spec", "grid.json", "--out", "/proc/xx/yy", "--slurm", "1"],
        '--out "/proc/xx/yy" cannot be written: the system does not let one make it; expected a folder that can be written',
      ],
    ];
    for (const [args, line] of cases) {
      const { code, stderr } = await lazyrichInTurn(args, { cwd: folder });
      expect({ args, code, stderr }).toEqual({ args, code: 2, stderr: `lazyrich: ${line}\n` });
    }
  },
  20_000,
);

test("a spec of more than 32 MiB is refused with the limit", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "long.json"), `{}${" ".repeat(2 ** 25)}`);
  const [file, input] = await Promise.all([
    lazyrich(["solve", "--spec", "long.json"], { cwd: folder }),
    lazyrich(["train", "--spec", "-"], { input: `{}${" ".repeat(2 ** 25)}` }),
  ]);
  expect(file).toEqual({
    ...{ code: 2, stdout: "" },
    stderr: 'lazyrich: the spec "long.json" has 33554434 bytes; expected at most 33554432\n',
  });
  expect(input).toEqual({
    ...{ code: 2, stdout: "" },
    stderr: "lazyrich: the spec on standard input has more than 33554432 bytes (32 MiB); expected fewer\n",
  });
});

test("a stack with --verbose only", async () => {
  const { code, stderr } = await lazyrich(["solve", "--a0", "x", "--verbose"]);
  expect(code).toBe(2);
  expect(stderr.split("\n")[0]).toBe('lazyrich: --a0 is "x"; expected a finite number');
  expect(stderr).toMatch(/\n {4}at /);
});
