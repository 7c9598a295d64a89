import type { OnnxGraph, OnnxNode } from "./onnxGraph.js";
import type { OnnxConstant } from "./turned.js";

/** A LayerNorm that a file of an older operator set spells out. */
export interface DecomposedNorm {
  /** What it is of. */
  readonly of: string;
  readonly weight: OnnxConstant;
  readonly bias: OnnxConstant;
  readonly epsilon: number;
}

export interface DecomposedNorms {
  /** By the node that gives the value. */
  readonly norms: ReadonlyMap<OnnxNode, DecomposedNorm>;
  /** Every node that takes part. */
  readonly parts: ReadonlySet<OnnxNode>;
}

/** (x - mean)/sqrt(mean((x - mean)^2) + epsilon) w + b in the order of PyTorch: ReduceMean, Sub, Pow, ReduceMean, Add, Sqrt, Div, Mul, Add. */
export function decomposedNorms({ nodes }: OnnxGraph, constants: ReadonlyMap<string, OnnxConstant>): DecomposedNorms {
  const norms = new Map<OnnxNode, DecomposedNorm>();
  const parts = new Set<OnnxNode>();
  const byOutput = new Map(nodes.map((node) => [node.outputs[0], node]));
  const taker = (operator: string, value: string | undefined): OnnxNode | undefined =>
    nodes.find((node) => node.operator === operator && value !== undefined && node.inputs.includes(value));
  const isMean = (node: OnnxNode | undefined): node is OnnxNode =>
    node?.operator === "ReduceMean" && node.attributes.get("axes")?.numbers.join() === "-1";
  /** The constant that an operator takes beside a value. */
  const beside = (node: OnnxNode | undefined, value: string | undefined): OnnxConstant | undefined =>
    constants.get(node?.inputs.find((each) => each !== value) ?? "");
  for (const power of nodes.filter(({ operator }) => operator === "Pow")) {
    const from = byOutput.get(power.inputs[0]);
    const [of, meanName] = from?.inputs ?? [];
    const mean = byOutput.get(meanName);
    const variance = taker("ReduceMean", power.outputs[0]);
    const sum = taker("Add", variance?.outputs[0]);
    const root = taker("Sqrt", sum?.outputs[0]);
    const normal = taker("Div", root?.outputs[0]);
    const scaled = taker("Mul", normal?.outputs[0]);
    const shifted = taker("Add", scaled?.outputs[0]);
    const [exponent, epsilon] = [beside(power, from?.outputs[0]), beside(sum, variance?.outputs[0])];
    const [weight, bias] = [beside(scaled, normal?.outputs[0]), beside(shifted, scaled?.outputs[0])];
    const isWhole =
      from?.operator === "Sub" &&
      isMean(mean) &&
      isMean(variance) &&
      mean.inputs[0] === of &&
      normal?.inputs[0] === from.outputs[0] &&
      exponent?.array.data[0] === 2;
    if (!isWhole || of === undefined || weight === undefined || bias === undefined || epsilon === undefined) continue;
    // a float32 as it was written
    norms.set(shifted!, { of, weight, bias, epsilon: Number(epsilon.array.data[0]!.toPrecision(7)) });
    for (const node of [mean, from, power, variance, sum!, root!, normal!, scaled!, shifted!]) parts.add(node);
  }
  return { norms, parts };
}
