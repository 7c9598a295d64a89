// One training step and one kernel of each network: milliseconds in every build, GFLOPS beside those of the build's own large
// product, bytes that a step allocates and that the plan takes; beside them PyTorch's step on one thread, and numpy's products
// alone. All are seconds of the processor, the best of several rounds, since other work disturbs each.

import { cpus } from "node:os";
import { matrix, type ProductBuild, productBuilds } from "@lazyrich/linalg";
import { bestProcessorSeconds } from "@lazyrich/timing";
import { type BoundDeepNetwork, crossEntropy } from "../dist/index.js";
import { machine } from "../dist/machine.js";
import { allocatedBytes } from "./steps/allocatedBytes.ts";
import { type Case, cases, centred, leNet } from "./steps/cases.ts";
import { secondsByPython } from "./steps/python.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const ROUND_MILLISECONDS = 700;
const LARGE = { m: 512, k: 256, n: 512 };
const builds = productBuilds();

const best = new Map<string, number>();
const keep = (name: string, seconds: number) => best.set(name, Math.min(best.get(name) ?? seconds, seconds));
const steps = cases.map((one) => new Map(builds.map((build) => [build, trainingStep(one, build)])));

const titles = new Set<string>();
for (let round = 0; round < ROUNDS; round++) {
  for (const build of builds) {
    keep(`peak ${build}`, bestProcessorSeconds(largeProduct(build), ROUND_MILLISECONDS));
    if (build === "javascript" && round > 0) continue;
    for (const [k, { name }] of cases.entries()) {
      keep(`${name} ${build}`, bestProcessorSeconds(steps[k]!.get(build)!.step, ROUND_MILLISECONDS));
    }
  }
  const peers = {
    PyTorch: secondsByPython("torchSteps.py", null),
    numpy: secondsByPython(
      "numpyProducts.py",
      cases.map(({ products }) => products),
    ),
  };
  for (const [peer, timed] of Object.entries(peers)) {
    if (timed) titles.add(timed.title);
    for (const [k, seconds] of (timed?.seconds ?? []).entries()) keep(`${cases[k]!.name} ${peer}`, seconds);
  }
}

const milliseconds = (seconds: number | undefined): string => (seconds ? `${(1000 * seconds).toFixed(3)} ms` : "-");
const largeFlops = 2 * LARGE.m * LARGE.k * LARGE.n;
console.log(`float32, one thread, the best of ${ROUNDS} rounds; ${cpus()[0]?.model}, Node ${process.version}`);
console.log(`peers: ${[...titles].join("; ") || "no Python with PyTorch or numpy found (set PYTHON)"}`);
for (const build of builds) {
  const gflops = (largeFlops / best.get(`peak ${build}`)! / 1e9).toFixed(1);
  console.log(`peak of ${build}, its product ${LARGE.m} x ${LARGE.k} by ${LARGE.k} x ${LARGE.n}: ${gflops} GFLOPS`);
}
for (const [k, { name, products }] of cases.entries()) {
  const flops = products.reduce((sum, [m, depth, n]) => sum + 2 * m * depth * n, 0);
  const ofSteps = steps[k]!;
  console.log(`\n${name}: ${(flops / 1e6).toFixed(1)} MFLOP of products`);
  for (const build of builds) {
    const seconds = best.get(`${name} ${build}`)!;
    const share = (flops / seconds / (largeFlops / best.get(`peak ${build}`)!)) * 100;
    console.log(
      `  ${build.padEnd(12)} ${milliseconds(seconds)}, ${(flops / seconds / 1e9).toFixed(1)} GFLOPS, ${share.toFixed(0)}% of its peak`,
    );
  }
  console.log(`  PyTorch      ${milliseconds(best.get(`${name} PyTorch`))}`);
  console.log(`  numpy        ${milliseconds(best.get(`${name} numpy`))}, the products alone`);
  const { bound, step } = ofSteps.get("simd") ?? ofSteps.get("javascript")!;
  const { aStep, kept, buffers } = allocatedBytes(step);
  console.log(
    `  memory       ${(bound.bytes / 2 ** 20).toFixed(1)} MiB laid out once; a step allocates ${aStep.toFixed(0)} bytes, 1000 steps leave ${kept} bytes and ${buffers} of buffers`,
  );
}
keepKernels();
console.log("\nkernel of LeNet-5 at 100 inputs x 10 outputs");
for (const [name, seconds] of best) if (name.startsWith("NTK")) console.log(`  ${name}: ${milliseconds(seconds)}`);

function trainingStep(
  { network, X, Y, theta, method }: Case,
  build: ProductBuild,
): { bound: BoundDeepNetwork; step: () => void } {
  const bound = network.bind({ X, Y, loss: crossEntropy, build, precision: "float32" });
  const rows = Uint32Array.from({ length: X.rows }, (_, i) => X.rows - 1 - i);
  const own = theta.slice();
  const gradient = new Float32Array(own.length);
  const stepper = method.start(own.length);
  return {
    bound,
    step() {
      bound.lossAndGradient(own, gradient, rows);
      stepper.step(own, gradient);
    },
  };
}

function largeProduct(build: ProductBuild): () => void {
  const { m, k, n } = LARGE;
  const own = machine("float32", build);
  const [a, b, c] = [own.numbers(m * k), own.numbers(k * n), own.numbers(m * n)];
  own.start();
  return () => own.kernels.multiply(m, k, n, a, k, 1, b, n, 1, c, n, false);
}

function keepKernels(): void {
  const X = matrix(100, 784, centred(78400, 1));
  const theta = centred(leNet.parameterCount, 0.05);
  for (const build of builds) {
    if (build === "javascript") continue;
    for (const precision of ["float32", "float64"] as const) {
      const kernel = (): unknown => leNet.ntkMatrix(theta, X, { build, precision });
      keep(`NTK ${precision} ${build}`, bestProcessorSeconds(kernel, ROUND_MILLISECONDS));
    }
  }
}
