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
  options: KernelOptions,
  sink: KernelSink,
): void {
  for (const node of nodesWithSlopes(network, theta, inputs, options)) node.addKernel?.(sink);
}

/** The NTK of one block of parameters after another, in one matrix: a block that is not wanted has a matrix of no entries. */
export function* kernelBlocks(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  options: KernelOptions,
): Generator<{ readonly block: number; readonly kernel: Matrix }, void, undefined> {
  const size = inputs.rows * network.outputDimension;
  const kernel = matrix(size, size);
  const none = new Float64Array(0);
  for (const node of nodesWithSlopes(network, theta, inputs, options)) {
    const blocks = new Set<number>();
    node.addKernel?.({
      matrix: (block) => {
        blocks.add(block);
        return none;
      },
      rate: () => 1,
    });
    for (const block of blocks) {
      kernel.data.fill(0);
      node.addKernel?.({ matrix: (each) => (each === block ? kernel.data : none), rate: () => 1 });
      yield { block, kernel };
    }
  }
}

/** Every node, layers inside others too, with the slopes of all outputs kept. */
function nodesWithSlopes(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  { build, precision = "float64", statistics }: KernelOptions,
): readonly Node[] {
  const table = inputTable(network.input, inputs, "inputs", precision);
  const n = inputs.rows;
  const c = network.outputDimension;
  if (n === 0) return [];
  // one-hot inputs are written out: their products with one another are needed
  const laidOut = plan(network, { capacity: n, precision, build, forKernel: true });
  const { machine, output, nodes } = laidOut;
  laidOut.setStatistics(statistics);
  laidOut.setParameters(theta);
  if (table.ones > 0) machine.memory.numbers.set(inputs.data, laidOut.input.value / machine.size);
  else table.load(laidOut, undefined, 0, n);
  laidOut.forward(n, false);
  const slope = machine.memory.numbers.subarray(output.slope / machine.size, output.slope / machine.size + n * c);
  const every = withInner(nodes);
  for (let a = 0; a < c; a++) {
    slope.fill(0);
    for (let i = 0; i < n; i++) slope[i * c + a] = 1;
    laidOut.backward();
    for (const node of every) node.keepSlope?.(a);
  }
  return every;
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

function withInner(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...withInner(node.inner ?? [])]);
}
