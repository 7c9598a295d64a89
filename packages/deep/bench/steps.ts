// One training step and one kernel of each network, in plain SIMD and in the fastest build, beside numpy on one thread: the
// products of the same step alone, by hand. Every number is the best of several rounds, since other work disturbs each.

import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { type Matrix, matrix, productBuilds } from "@lazyrich/linalg";
import { bestSeconds } from "@lazyrich/timing";
import { adamW, crossEntropy, decoder, deepNetwork, leNet5, mlp, sgd } from "../dist/index.js";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const ROUND_MILLISECONDS = 700;

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const centred = (length: number, size: number): Float64Array =>
  Float64Array.from({ length }, () => size * (random() + random() + random() + random() - 2) * Math.sqrt(3));
const classes = (n: number, c: number): Matrix =>
  matrix(
    n,
    1,
    Float64Array.from({ length: n }, () => Math.floor(random() * c)),
  );

function oneHot(n: number, groups: number, symbols: number): Matrix {
  const X = matrix(n, groups * symbols);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < groups; k++) X.data[i * X.columns + k * symbols + Math.floor(random() * symbols)] = 1;
  }
  return X;
}

const widths = [64, 64, 64];
const hierarchy = deepNetwork(mlp({ inputDimension: 64, widths, outputDimension: 8, parameterization: "mean-field" }));
const leNet = deepNetwork(leNet5({ bias: false }));
const grokking = (width: number) => deepNetwork(decoder({ vocabulary: 99, positions: 4, width, heads: 4 }));
const equations = matrix(
  512,
  4,
  Float64Array.from({ length: 2048 }, (_, k) => [Math.floor(random() * 97), 97, Math.floor(random() * 97), 98][k % 4]!),
);
const images = matrix(64, 784, centred(64 * 784, 1));

interface Case {
  readonly name: string;
  readonly network: ReturnType<typeof deepNetwork>;
  readonly X: Matrix;
  readonly start: number;
  readonly method: ReturnType<typeof sgd>;
  /** The products a step cannot do without, m x k by k x n. */
  readonly products: readonly (readonly [number, number, number])[];
}

const threefold = (m: number, k: number, n: number): (readonly [number, number, number])[] => [
  [m, k, n],
  [m, n, k],
  [k, m, n],
];
const decoderProducts = (d: number): (readonly [number, number, number])[] => [
  ...threefold(196, d, 2 * d),
  ...threefold(512, d, d),
  ...threefold(512, d, 4 * d),
  ...threefold(512, 4 * d, d),
  ...threefold(512, d, 99),
];
const momentum = sgd({ learningRate: 0.01, momentum: 0.9 });
const decay = adamW({ learningRate: 1e-3, betas: [0.9, 0.98], weightDecay: 0.3 });
const CASES: readonly Case[] = [
  {
    name: "hierarchy 64-64-64-64-8, batch 128",
    network: hierarchy,
    X: oneHot(128, 8, 8),
    start: 1,
    method: momentum,
    products: [...threefold(128, 64, 64), ...threefold(128, 64, 64), ...threefold(128, 64, 8)],
  },
  {
    name: "LeNet-5, batch 64",
    network: leNet,
    X: images,
    start: 0.05,
    method: momentum,
    products: [
      [64 * 784, 25, 6],
      [25, 64 * 784, 6],
      ...threefold(6400, 150, 16),
      ...threefold(64, 400, 120),
      ...threefold(64, 120, 84),
      ...threefold(64, 84, 10),
    ],
  },
  {
    name: "decoder p = 97, d = 128, batch 512",
    network: grokking(128),
    X: equations,
    start: 0.1,
    method: decay,
    products: decoderProducts(128),
  },
  {
    name: "decoder p = 97, d = 64, batch 512",
    network: grokking(64),
    X: equations,
    start: 0.1,
    method: decay,
    products: decoderProducts(64),
  },
];

const best = new Map<string, number>();
const keep = (name: string, seconds: number) => best.set(name, Math.min(best.get(name) ?? seconds, seconds));
const builds = productBuilds();
let library: string | undefined;
let bytes = "";
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, network, X, start, method } of CASES) {
    const Y = classes(X.rows, network.outputDimension);
    const rows = Uint32Array.from({ length: X.rows }, (_, i) => X.rows - 1 - i);
    for (const build of builds) {
      if (build === "javascript" && round > 0) continue;
      const bound = network.bind({ X, Y, loss: crossEntropy, build, precision: "float32" });
      const theta = new Float32Array(centred(network.parameterCount, start));
      const gradient = new Float32Array(theta.length);
      const stepper = method.start(theta.length);
      const step = (): void => {
        bound.lossAndGradient(theta, gradient, rows);
        stepper.step(theta, gradient);
      };
      keep(`${name} ${build}`, bestSeconds(step, ROUND_MILLISECONDS));
      if (round === 0 && build === builds[0]) bytes += `${name}: ${(bound.bytes / 2 ** 20).toFixed(1)} MiB. `;
    }
  }
  const X = matrix(100, 784, centred(78400, 1));
  const theta = centred(leNet.parameterCount, 0.05);
  for (const build of builds.filter((one) => one !== "javascript")) {
    for (const precision of ["float32", "float64"] as const) {
      keep(
        `NTK ${precision} ${build}`,
        bestSeconds(() => leNet.ntkMatrix(theta, X, { build, precision }), 1000),
      );
    }
  }
  const timed = numpy(CASES.map(({ products }) => products));
  library = timed?.title;
  for (const [i, seconds] of (timed?.seconds ?? []).entries()) keep(`${CASES[i]!.name} numpy`, seconds);
}

/** Seconds of the products of each case by numpy in float32, from the first Python that has it. */
function numpy(shapes: readonly Case["products"][]): { title: string; seconds: number[] } | undefined {
  const script = fileURLToPath(new URL("numpyProducts.py", import.meta.url));
  const { OPENBLAS_CORETYPE: _core, ...env } = process.env;
  for (const python of process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"]) {
    const { status, stdout } = spawnSync(python, [script], {
      env: { ...env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
      input: JSON.stringify(shapes),
      encoding: "utf8",
    });
    if (status === 0) {
      const [title, ...seconds] = stdout.trim().split("\n");
      return { title: title!, seconds: seconds.map(Number) };
    }
  }
  return undefined;
}

console.log(`float32 training steps, the best of ${ROUNDS} rounds; ${cpus()[0]?.model}, Node ${process.version}`);
console.log(
  `numpy: the products alone, ${library ?? "no Python with numpy found (set PYTHON)"}; GFLOPS count these products`,
);
console.log(`memory: ${bytes}\n`);
for (const { name, products } of CASES) {
  const flops = products.reduce((sum, [m, k, n]) => sum + 2 * m * k * n, 0);
  const cells = [...builds, "numpy"].map((peer) => {
    const seconds = best.get(`${name} ${peer}`);
    return seconds
      ? `${peer} ${(1000 * seconds).toFixed(3)} ms (${(flops / seconds / 1e9).toFixed(1)} GFLOPS)`
      : `${peer} -`;
  });
  const [ours, theirs] = [best.get(`${name} ${builds[0]}`), best.get(`${name} numpy`)];
  console.log(
    `${name}\n  ${cells.join(", ")}; numpy over ${builds[0]}: ${ours && theirs ? (theirs / ours).toFixed(2) : "-"}`,
  );
}
for (const [name, seconds] of best) {
  if (name.startsWith("NTK"))
    console.log(`${name}, LeNet-5 at 100 inputs x 10 outputs: ${(1000 * seconds).toFixed(0)} ms`);
}
