import { type Matrix, matrix, type ProductBuild } from "@lazyrich/linalg";
import { inputTable } from "./inputTable.js";
import type { KernelSink, Node } from "./layerKind.js";
import type { Precision } from "./memory.js";
import type { Outline } from "./outline.js";
import { plan } from "./plan.js";

interface KernelOptions {
  readonly build?: ProductBuild | undefined;
  readonly precision?: Precision | undefined;
  readonly statistics: ArrayLike<number>;
}

/**
 * Adds the NTK of every block of parameters to its matrix, nc x nc: one backward pass of all inputs for each output, which
 * leaves every layer's slopes, then one product a block.
 */
export function kernelMatrix(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  { build, precision = "float64", statistics }: KernelOptions,
  sink: KernelSink,
): void {
  const table = inputTable(network.input, inputs, "inputs", precision);
  const n = inputs.rows;
  const c = network.outputDimension;
  if (n === 0) return;
  // one-hot inputs are written out: their products with one another are needed
  const laidOut = plan(network, { capacity: n, precision, build, forKernel: true });
  const { machine, output, nodes } = laidOut;
  laidOut.setStatistics(statistics);
  laidOut.setParameters(theta);
  if (table.ones > 0) machine.memory.numbers.set(inputs.data, laidOut.input.value / machine.size);
  else table.load(laidOut, undefined, 0, n);
  laidOut.forward(n, false);
  const slope = machine.memory.numbers.subarray(output.slope / machine.size, output.slope / machine.size + n * c);
  for (let a = 0; a < c; a++) {
    slope.fill(0);
    for (let i = 0; i < n; i++) slope[i * c + a] = 1;
    laidOut.backward();
    visit(nodes, (node) => node.keepSlope?.(a));
  }
  visit(nodes, (node) => node.addKernel?.(sink));
}

/** The NTK of each block of parameters. */
export function kernelByLayer(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  options: KernelOptions,
): Matrix[] {
  const size = inputs.rows * network.outputDimension;
  const kernels = network.layers.map(() => matrix(size, size));
  kernelMatrix(network, theta, inputs, options, { matrix: (block) => kernels[block]!.data, rate: () => 1 });
  return kernels;
}

function visit(nodes: readonly Node[], action: (node: Node) => void): void {
  for (const node of nodes) {
    action(node);
    if (node.inner) visit(node.inner, action);
  }
}
