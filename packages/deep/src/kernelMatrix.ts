import { type Matrix, matrix, type ProductBuild } from "@lazyrich/linalg";
import { inputsAtATime } from "./contraction.js";
import type { KernelRows } from "./deepModel.js";
import { inputTable } from "./inputTable.js";
import type { Contraction, Node } from "./layerKind.js";
import type { Precision } from "./memory.js";
import type { Outline } from "./outline.js";
import { plan } from "./plan.js";

interface KernelOptions {
  readonly build?: ProductBuild | undefined;
  readonly precision?: Precision | undefined;
  readonly statistics: ArrayLike<number>;
}

/**
 * The NTK of the blocks of parameters, rows at a time: one backward pass of all inputs for each output, which leaves every layer's
 * slopes, then products.
 */
export function* kernelRows(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  options: KernelOptions,
): Generator<KernelRows, void, undefined> {
  const [n, c] = [inputs.rows, network.outputDimension];
  if (n === 0) return;
  const { nodes, contraction } = nodesWithSlopes(network, theta, inputs, options);
  const step = inputsAtATime(c);
  // a buffer for each block of a node, which all nodes share
  const buffers: Float64Array[] = [];
  for (let first = 0; first < n; first += step) {
    const count = Math.min(step, n - first);
    const length = count * c * (first + count) * c;
    contraction.choose(first, count);
    yield { first, count, blocks: blocksOf(nodes, length, buffers) };
  }
}

function* blocksOf(nodes: readonly Node[], length: number, buffers: Float64Array[]): KernelRows["blocks"] {
  for (const node of nodes) {
    const found = new Map<number, Float64Array>();
    node.addKernel?.((block) => {
      const known = found.get(block);
      if (known) return known;
      const place = found.size;
      if ((buffers[place]?.length ?? 0) < length) buffers[place] = new Float64Array(length);
      const rows = buffers[place]!.subarray(0, length).fill(0);
      found.set(block, rows);
      return rows;
    });
    for (const [block, rows] of found) yield { block, rows };
  }
}

/** Adds the NTK of each block, times its rate, to its matrix, nc x nc; several blocks may have one matrix. */
export function addKernels(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  options: KernelOptions,
  kernels: readonly Matrix[],
  rates?: ArrayLike<number>,
): void {
  const c = network.outputDimension;
  const size = inputs.rows * c;
  for (const { first, count, blocks } of kernelRows(network, theta, inputs, options)) {
    const columns = (first + count) * c;
    for (const { block, rows } of blocks) {
      const { data } = kernels[block]!;
      const rate = rates?.[block] ?? 1;
      for (let i = first * c, at = 0; i < columns; i++) {
        for (let j = 0; j < columns; j++, at++) data[i * size + j]! += rate * rows[at]!;
      }
    }
  }
  // what stands beyond the rows that were formed
  for (const { data } of new Set(kernels)) {
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) data[i * size + j] = data[j * size + i]!;
  }
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
  addKernels(network, theta, inputs, options, kernels);
  return kernels;
}

/** Every node, layers inside others too, with the slopes of all outputs kept, and what forms products of them. */
function nodesWithSlopes(
  network: Outline,
  theta: ArrayLike<number>,
  inputs: Matrix,
  { build, precision = "float64", statistics }: KernelOptions,
): { readonly nodes: readonly Node[]; readonly contraction: Contraction } {
  const table = inputTable(network.input, inputs, "inputs", precision);
  const [n, c] = [inputs.rows, network.outputDimension];
  // one-hot inputs are written out: their products with one another are needed
  const laidOut = plan(network, { capacity: n, precision, build, purpose: "kernel" });
  const { machine, output, nodes, contraction } = laidOut;
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
  return { nodes: every, contraction };
}

function withInner(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...withInner(node.inner ?? [])]);
}
