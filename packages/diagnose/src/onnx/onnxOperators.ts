import type { LayerDescription } from "@lazyrich/deep";
import type { NumericArray } from "@lazyrich/tables";
import { withoutPrefix } from "../checkpoint/checkpoint.js";
import type { DecomposedNorm } from "./decomposedNorms.js";
import type { OnnxNode } from "./onnxGraph.js";
import { type OnnxConstant, turned } from "./turned.js";

/** What an operator is given beside its node. */
export interface OperatorContext {
  readonly constants: ReadonlyMap<string, OnnxConstant>;
  readonly warnings: string[];
  /** What it takes has channels and places. */
  readonly isImage: boolean;
  /** Keeps a parameter of a layer: a weight, as it is or turned. */
  keep(parameter: string, weight: OnnxConstant, array?: NumericArray): void;
  fail(problem: string): never;
}

/** The layers of a node; "bias" where it adds one to the layer before. */
type Operator = (node: OnnxNode, context: OperatorContext) => readonly LayerDescription[] | "bias";

const nothing: Operator = () => [];
const activation =
  (layer: string): Operator =>
  () => [{ layer }];

/** By the name of the operator. */
export const onnxOperators: Readonly<Record<string, Operator>> = {
  Gemm: gemm,
  MatMul: matMul,
  Add: () => "bias",
  Conv: convolution,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  Relu: activation("relu"),
  LeakyRelu: ({ attributes }) => [{ layer: "leaky", gamma: attributes.get("alpha")?.number ?? 0.01 }],
  Tanh: activation("tanh"),
  Gelu: ({ attributes }) => [{ layer: "gelu", approximate: attributes.get("approximate")?.text ?? "none" }],
  MaxPool: (node, context) => [pool("max-pool", node, context)],
  AveragePool: (node, context) => [pool("mean-pool", node, context)],
  GlobalMaxPool: () => [{ layer: "max-pool", size: "global" }],
  GlobalAveragePool: () => [{ layer: "mean-pool", size: "global" }],
  ReduceMean: ({ attributes }, { fail }) =>
    [...(attributes.get("axes")?.numbers ?? [])].map((axis) => (axis < 0 ? axis + 4 : axis)).join() === "2,3"
      ? [{ layer: "mean-pool", size: "global" }]
      : fail("is no mean over the places of an image"),
  Flatten: (_node, { isImage }) => (isImage ? [{ layer: "flatten" }] : []),
  Reshape: (node, { isImage, constants, fail }) => {
    const target = constants.get(node.inputs[1] ?? "")?.array.data.length;
    if (target !== undefined && target !== 2) fail("gives another shape than n x d; expected a flattening");
    return isImage ? [{ layer: "flatten" }] : [];
  },
  Pad: ({ inputs, attributes }, { constants, fail }) => {
    const pads = attributes.get("pads")?.numbers ?? constants.get(inputs[1] ?? "")?.array.data;
    // PyTorch writes one of nothing before each mean pooling
    return pads?.every((pad) => pad === 0) ? [] : fail("pads; expected the padding of a convolution or pooling itself");
  },
  Identity: nothing,
  Dropout: nothing,
};

/** The numbers of an attribute, all of which must be one. */
function same({ attributes }: OnnxNode, name: string, byDefault: number, fail: OperatorContext["fail"]): number {
  const numbers = attributes.get(name)?.numbers ?? [];
  const first = numbers[0] ?? byDefault;
  return numbers.every((each) => each === first)
    ? first
    : fail(`has ${name} ${numbers.join(", ")}; expected equal numbers`);
}

function requireNumber(node: OnnxNode, name: string, expected: number, fail: OperatorContext["fail"]): void {
  const { number = expected, numbers } = node.attributes.get(name) ?? { numbers: [] };
  const found = [number, ...numbers].find((each) => each !== expected);
  if (found !== undefined) fail(`has ${name} ${found}; expected ${expected}`);
}

function constantOf(node: OnnxNode, index: number, { constants, fail }: OperatorContext): OnnxConstant {
  return (
    constants.get(node.inputs[index] ?? "") ??
    fail(`takes ${node.inputs[index] ?? "nothing"} as input ${index}; expected a weight`)
  );
}

const isAnonymous = (name: string): boolean => name.startsWith("onnx::") || !/[._/]/.test(name);

/** The layer of a weight by its name, by that of another of its tensors, or by its node. */
function layerName(node: OnnxNode, ...weights: readonly (OnnxConstant | undefined)[]): string {
  const named = weights.find((weight) => weight !== undefined && !isAnonymous(weight.name));
  if (named) return withoutPrefix(named.name.replace(/[._/][^._/]*$/, ""));
  const path = node.name.split("/").filter((part) => part !== "");
  return path.length > 1 ? path.slice(0, -1).join(".") : node.name || (node.outputs[0] ?? node.operator);
}

function gemm(node: OnnxNode, context: OperatorContext): LayerDescription[] {
  const { attributes } = node;
  for (const factor of ["alpha", "beta"]) requireNumber(node, factor, 1, context.fail);
  requireNumber(node, "transA", 0, context.fail);
  const bias = node.inputs.length > 2 ? constantOf(node, 2, context) : undefined;
  const weight = constantOf(node, 1, context);
  return [dense(node, weight, (attributes.get("transB")?.number ?? 0) === 1, bias, context)];
}

function matMul(node: OnnxNode, context: OperatorContext): LayerDescription[] {
  return [dense(node, constantOf(node, 1, context), false, undefined, context)];
}

function dense(
  node: OnnxNode,
  weight: OnnxConstant,
  isOutFirst: boolean,
  bias: OnnxConstant | undefined,
  { keep, fail }: OperatorContext,
): LayerDescription {
  if (weight.array.shape.length !== 2)
    fail(`has a weight of shape (${weight.array.shape.join(", ")}); expected two axes`);
  const name = layerName(node, weight, bias);
  const array = isOutFirst ? weight.array : turned(weight.array);
  keep(`${name}.weight`, weight, array);
  if (bias) keep(`${name}.bias`, bias);
  return { layer: "dense", name, units: array.shape[0], bias: bias !== undefined };
}

function convolution(node: OnnxNode, context: OperatorContext): LayerDescription[] {
  const { fail, keep, warnings } = context;
  const weight = constantOf(node, 1, context);
  const bias = node.inputs.length > 2 ? constantOf(node, 2, context) : undefined;
  const { shape } = weight.array;
  if (shape.length !== 4) fail(`has a weight of ${shape.length} axes; expected 4`);
  requireNumber(node, "group", 1, fail);
  requireNumber(node, "dilations", 1, fail);
  const automatic = node.attributes.get("auto_pad")?.text ?? "NOTSET";
  if (automatic !== "NOTSET") fail(`pads by ${automatic}; expected pads`);
  const name = layerName(node, weight, bias);
  if (isAnonymous(weight.name) && bias && isAnonymous(bias.name)) {
    warnings.push(
      `${name}: its weights have no names of their own, as where a normalisation was folded into them: export with training=PRESERVE, do_constant_folding=False`,
    );
  }
  keep(`${name}.weight`, weight);
  if (bias) keep(`${name}.bias`, bias);
  const [channels, , height, width] = shape;
  return [
    {
      layer: "convolution",
      name,
      channels,
      kernel: [height, width],
      stride: same(node, "strides", 1, fail),
      padding: same(node, "pads", 0, fail),
      bias: bias !== undefined,
    },
  ];
}

function batchNormalization(node: OnnxNode, context: OperatorContext): LayerDescription[] {
  const tensors = [1, 2, 3, 4].map((index) => constantOf(node, index, context));
  const name = layerName(node, ...tensors);
  for (const [k, last] of ["weight", "bias", "running_mean", "running_var"].entries())
    context.keep(`${name}.${last}`, tensors[k]!);
  return [{ layer: "batch-norm", name, epsilon: node.attributes.get("epsilon")?.number ?? 1e-5 }];
}

function layerNormalization(node: OnnxNode, context: OperatorContext): LayerDescription[] {
  const tensors = [1, 2].map((index) => constantOf(node, index, context));
  const name = layerName(node, ...tensors);
  requireNumber(node, "axis", -1, context.fail);
  for (const [k, last] of ["weight", "bias"].entries()) context.keep(`${name}.${last}`, tensors[k]!);
  return [{ layer: "layer-norm", name, epsilon: node.attributes.get("epsilon")?.number ?? 1e-5 }];
}

/** A LayerNorm that several nodes make. */
export function spelledOutNorm(
  node: OnnxNode,
  { weight, bias, epsilon }: DecomposedNorm,
  keep: OperatorContext["keep"],
): LayerDescription {
  const name = layerName(node, weight, bias);
  keep(`${name}.weight`, weight);
  keep(`${name}.bias`, bias);
  return { layer: "layer-norm", name, epsilon };
}

function pool(layer: string, node: OnnxNode, { fail }: OperatorContext): LayerDescription {
  if (layer === "mean-pool") requireNumber(node, "pads", 0, fail);
  requireNumber(node, "ceil_mode", 0, fail);
  requireNumber(node, "dilations", 1, fail);
  const padding = same(node, "pads", 0, fail);
  const size = same(node, "kernel_shape", 1, fail);
  return { layer, size, stride: same(node, "strides", 1, fail), ...(padding > 0 && { padding }) };
}
