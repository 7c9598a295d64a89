// Milliseconds of one full-batch gradient of a ReLU network in every build, beside numpy with one-thread BLAS in the
// same run. Every number is the best of many repetitions in ROUNDS interleaved rounds, since other work disturbs each.

import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { matrix, productBuilds } from "@lazyrich/linalg";
import { bestSeconds } from "@lazyrich/timing";
import { meanSquared, relu, twoLayerModel } from "../dist/index.js";

interface Shape {
  readonly n: number;
  readonly d: number;
  readonly h: number;
}

const ROUNDS = 4;
const ROUND_MILLISECONDS = 300;
const SHAPES: readonly Shape[] = [
  { n: 1000, d: 100, h: 50 },
  { n: 100, d: 10, h: 20 },
  { n: 10_000, d: 100, h: 50 },
  { n: 1000, d: 100, h: 200 },
  { n: 1000, d: 400, h: 50 },
  { n: 1000, d: 1600, h: 50 },
];
// relaxed SIMD changes the products of an NTK matrix, but not the gradient
const BUILDS = productBuilds().filter((build) => build !== "relaxed-simd");

/** Unit inputs in random directions, and a start of gradient flow on them. */
function problem({ n, d, h }: Shape) {
  let state = 1;
  const normal = (): number => {
    let sum = -6;
    for (let k = 0; k < 12; k++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 2 ** 32;
    }
    return sum;
  };
  const unitRows = (rows: number): Float64Array[] =>
    Array.from({ length: rows }, () => {
      const row = Float64Array.from({ length: d }, normal);
      const norm = Math.hypot(...row);
      return row.map((entry) => entry / norm);
    });
  const [X, W] = [unitRows(n), unitRows(h)];
  const a = Float64Array.from({ length: h }, (_, k) => (k % 2 === 0 ? 1 : -1));
  return { X, y: Float64Array.from({ length: n }, normal), W, a };
}

interface Timed {
  readonly title: string;
  readonly seconds: number;
  readonly norm: number;
}

/** The best time of numpy and the norm of its gradient, from the first Python that has it. */
function numpy(input: string): Timed | undefined {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env;
  const script = fileURLToPath(new URL("numpyGradient.py", import.meta.url));
  for (const python of process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"]) {
    const { status, stdout } = spawnSync(python, [script], {
      env: { ...env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
      input,
      encoding: "utf8",
    });
    if (status === 0) {
      const [title, seconds, norm] = stdout.trim().split("\n");
      return { title: title!, seconds: Number(seconds), norm: Number(norm) };
    }
  }
  return undefined;
}

const lines: string[] = [];
let library: string | undefined;
for (const { n, d, h } of SHAPES) {
  const { X, y, W, a } = problem({ n, d, h });
  const input = JSON.stringify({ X: X.map((row) => [...row]), y: [...y], W: W.map((row) => [...row]), a: [...a] });
  const theta = Float64Array.from([...W.flatMap((row) => [...row]), ...a]);
  const model = twoLayerModel({ inputDimension: d, hiddenWidth: h, activation: relu });
  const data = matrix(n, d, Float64Array.from(X.flatMap((row) => [...row])));
  const best = new Map<string, number>();
  const keep = (name: string, seconds: number) => best.set(name, Math.min(best.get(name) ?? seconds, seconds));
  for (let round = 0; round < ROUNDS; round++) {
    for (const build of BUILDS) {
      const network = model.bind({ X: data, Y: matrix(n, 1, y), loss: meanSquared, build });
      const gradient = new Float64Array(theta.length);
      keep(
        build,
        bestSeconds(() => network.gradient(theta, gradient), ROUND_MILLISECONDS),
      );
      const timed = build === BUILDS[0] ? numpy(input) : undefined;
      if (timed === undefined) continue;
      library = timed.title;
      keep("numpy", timed.seconds);
      const norm = Math.hypot(...gradient);
      if (Math.abs(norm - timed.norm) > 1e-12 * norm) throw new Error(`the gradients differ: ${norm}, ${timed.norm}`);
    }
  }
  const cells = [...BUILDS, "numpy"].map((name) => best.get(name)).map((s) => (s ? (1000 * s).toFixed(3) : "-"));
  const ratio = best.has("numpy") ? (best.get("numpy")! / best.get(BUILDS[0]!)!).toFixed(2) : "-";
  lines.push([`${n} x ${d}, ${h} neurons`.padEnd(26), ...[...cells, ratio].map((cell) => cell.padStart(14))].join(""));
}

console.log(
  `float64 gradient in milliseconds, the best of ${ROUNDS} rounds; ${cpus()[0]?.model}, Node ${process.version}`,
);
console.log(`numpy: ${library ?? "no Python with numpy found (set PYTHON)"}; ratio: numpy over ${BUILDS[0]}\n`);
console.log(["n x d, h".padEnd(26), ...[...BUILDS, "numpy", "ratio"].map((name) => name.padStart(14))].join(""));
for (const line of lines) console.log(line);
