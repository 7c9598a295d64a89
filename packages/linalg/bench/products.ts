// GFLOPS of the products in every build, beside ml-matrix and, where numpy is installed, OpenBLAS in one thread.
// Every number is the best of many repetitions in ROUNDS interleaved rounds, since other work disturbs each of them.

import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { bestSeconds } from "@lazyrich/timing";
import { Matrix as Dense } from "ml-matrix";
import { type Matrix, matrix, productBuilds, products, workspace } from "../dist/index.js";

type Kind = "AB" | "AtB" | "ABt";
interface Shape {
  readonly kind: Kind;
  readonly m: number;
  readonly k: number;
  readonly n: number;
}
interface Contender {
  readonly name: string;
  readonly start: (shape: Shape, a: Matrix, b: Matrix) => () => unknown;
}

const ROUNDS = 3;
const ROUND_MILLISECONDS = 120;
const SHAPES: readonly Shape[] = [
  { kind: "AB", m: 1000, k: 100, n: 50 },
  // the gradient of a network of 50 neurons on 1000 samples in 100 dimensions: X W^T, and back
  { kind: "ABt", m: 1000, k: 100, n: 50 },
  { kind: "AtB", m: 50, k: 1000, n: 100 },
  { kind: "AB", m: 101, k: 67, n: 53 },
  { kind: "AB", m: 64, k: 64, n: 64 },
  { kind: "AB", m: 256, k: 256, n: 256 },
  { kind: "AB", m: 512, k: 512, n: 512 },
];
const METHODS = { AB: "product", AtB: "transposedProduct", ABt: "productTransposed" } as const;

const inWorkspace: Contender = {
  name: "workspace",
  start: ({ kind, m, n }, a, b) => {
    const space = workspace({ a: [a.rows, a.columns], b: [b.rows, b.columns], out: [m, n] }, productBuilds()[0]);
    space.matrices.a.data.set(a.data);
    space.matrices.b.data.set(b.data);
    return () => space[METHODS[kind]](space.matrices.a, space.matrices.b, space.matrices.out);
  },
};
const ours: Contender[] = productBuilds().map((build) => ({
  name: build,
  start: ({ kind, m, n }, a, b) => {
    const out = matrix(m, n);
    const multiply = products(build)[METHODS[kind]];
    return () => multiply(a, b, out);
  },
}));
const mlMatrix: Contender = {
  name: "ml-matrix",
  start: ({ kind }, a, b) => {
    const [left, right] = [a, b].map((x) => Dense.from1DArray(x.rows, x.columns, x.data)) as [Dense, Dense];
    if (kind === "AtB") return () => left.transpose().mmul(right);
    return kind === "ABt" ? () => left.mmul(right.transpose()) : () => left.mmul(right);
  },
};
const CONTENDERS = [inWorkspace, ...ours, mlMatrix];

function factors({ kind, m, k, n }: Shape): [Matrix, Matrix] {
  const entries = (size: number): Float64Array => Float64Array.from({ length: size }, (_, i) => Math.sin(i * i));
  const a = kind === "AtB" ? matrix(k, m, entries(k * m)) : matrix(m, k, entries(m * k));
  const b = kind === "ABt" ? matrix(n, k, entries(n * k)) : matrix(k, n, entries(k * n));
  return [a, b];
}

interface Numpy {
  readonly title: string;
  readonly seconds: number[];
}

/** The best times of numpy, from the first Python that has it. */
function numpy(): Numpy | undefined {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env;
  const script = fileURLToPath(new URL("numpyProducts.py", import.meta.url));
  for (const python of process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"]) {
    const { status, stdout } = spawnSync(python, [script], {
      env: { ...env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
      input: SHAPES.map(({ kind, m, k, n }) => `${kind} ${m} ${k} ${n}\n`).join(""),
      encoding: "utf8",
    });
    if (status === 0) {
      const [title, ...seconds] = stdout.trim().split("\n");
      return { title: title!, seconds: seconds.map(Number) };
    }
  }
  return undefined;
}

const best = SHAPES.map(() => new Map<string, number>());
const keep = (i: number, name: string, seconds: number): void => {
  best[i]!.set(name, Math.min(best[i]!.get(name) ?? Number.POSITIVE_INFINITY, seconds));
};
let library: string | undefined;
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, shape] of SHAPES.entries()) {
    const [a, b] = factors(shape);
    for (const { name, start } of CONTENDERS) keep(i, name, bestSeconds(start(shape, a, b), ROUND_MILLISECONDS));
  }
  const timed = numpy();
  library = timed?.title;
  for (const [i, seconds] of (timed?.seconds ?? []).entries()) keep(i, "OpenBLAS", seconds);
}

const FORMULAS = { AB: "A B", AtB: "A^T B", ABt: "A B^T" };
const fastest = productBuilds()[0]!;
const peers = ["javascript", "ml-matrix", "OpenBLAS"].filter((name) => name !== fastest);
const columns = [...CONTENDERS.map(({ name }) => name), "OpenBLAS"];
const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(Math.max(13, cell.length + 2)))).join("");

console.log(`float64 products in GFLOPS, the best of ${ROUNDS} rounds; ${cpus()[0]?.model}, Node ${process.version}`);
console.log(`workspace: ${fastest} without copies; OpenBLAS: ${library ?? "no Python with numpy found (set PYTHON)"}`);
console.log(`ratios: ${fastest}, copies included, over a peer\n`);
console.log(row(["m x k by k x n", ...columns, ...peers.map((name) => `/ ${name}`)]));
for (const [i, { kind, m, k, n }] of SHAPES.entries()) {
  const seconds = (name: string): number => best[i]!.get(name) ?? Number.NaN;
  const cell = (value: number, digits: number): string => (Number.isNaN(value) ? "-" : value.toFixed(digits));
  const speeds = columns.map((name) => cell((2e-9 * m * k * n) / seconds(name), 1));
  const ratios = peers.map((name) => cell(seconds(name) / seconds(fastest), 2));
  console.log(row([`${FORMULAS[kind].padEnd(6)}${m} x ${k} by ${k} x ${n}`, ...speeds, ...ratios]));
}
