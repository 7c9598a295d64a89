import type { OnnxGraph, OnnxNode } from "./onnxGraph.js";
import type { OnnxConstant } from "./turned.js";

/** GELUs that a file of an older operator set spells out. */
export interface DecomposedGelus {
  /** What the GELU is of, by the node that gives its value. */
  readonly gelus: ReadonlyMap<OnnxNode, string>;
  /** Every node that takes part. */
  readonly parts: ReadonlySet<OnnxNode>;
}

/** x (1 + erf(x/sqrt 2))/2 in the order of PyTorch: Div or Mul, Erf, Add, Mul by x, Mul by a half. */
export function decomposedGelus({ nodes }: OnnxGraph, constants: ReadonlyMap<string, OnnxConstant>): DecomposedGelus {
  const gelus = new Map<OnnxNode, string>();
  const parts = new Set<OnnxNode>();
  const byOutput = new Map(nodes.map((node) => [node.outputs[0], node]));
  const isNear = (name: string, value: number): boolean => {
    const data = constants.get(name)?.array.data;
    return data?.length === 1 && Math.abs(data[0]! / value - 1) < 1e-6;
  };
  /** The node of an operator that takes a value and something else. */
  const taker = (operator: string, value: string, isOther: (name: string) => boolean): OnnxNode | undefined =>
    nodes.find(
      (node) =>
        node.operator === operator &&
        node.inputs.includes(value) &&
        node.inputs.some((each) => each !== value && isOther(each)),
    );
  for (const erf of nodes.filter(({ operator }) => operator === "Erf")) {
    const scaled = byOutput.get(erf.inputs[0]);
    const [x, factor] = scaled?.inputs ?? [];
    if (scaled === undefined || x === undefined || factor === undefined) continue;
    const isScaled =
      scaled.operator === "Div"
        ? isNear(factor, Math.SQRT2)
        : scaled.operator === "Mul" && isNear(factor, Math.SQRT1_2);
    const sum = taker("Add", erf.outputs[0]!, (name) => isNear(name, 1));
    const product = sum && taker("Mul", sum.outputs[0]!, (name) => name === x);
    const half = product && taker("Mul", product.outputs[0]!, (name) => isNear(name, 0.5));
    if (!isScaled || half === undefined) continue;
    gelus.set(half, x);
    for (const node of [scaled, erf, sum!, product!, half]) parts.add(node);
  }
  return { gelus, parts };
}
