import type { DeepDescription, LayerDescription } from "@lazyrich/deep";
import type { NamedArrays, NumericArray } from "@lazyrich/tables";
import { decomposedGelus } from "./decomposedGelus.js";
import { decomposedNorms } from "./decomposedNorms.js";
import { type OnnxGraph, type OnnxNode, onnxGraph } from "./onnxGraph.js";
import { onnxOperators, spelledOutNorm } from "./onnxOperators.js";
import type { ReadBeside } from "./onnxTensor.js";
import { type OnnxConstant, turned } from "./turned.js";

/** A network of layers with the weights of an ONNX file. */
export interface OnnxNetwork {
  /** The layers, as `deepNetwork` takes them. */
  readonly description: DeepDescription;
  /** By the names of the layers' parameters, in PyTorch's layout. */
  readonly arrays: NamedArrays;
  /** What to be careful about, a line each. */
  readonly warnings: readonly string[];
}

/** A value on its way from the input: the layers that made it from the value before. */
interface Step {
  readonly value: string;
  readonly before: Step | undefined;
  readonly layers: readonly LayerDescription[];
}

/**
 * The network in an `.onnx` file: a graph of the operators that our layers know, one after another or in residual sums. Layers have the
 * names of their weights, or of their nodes where weights are anonymous.
 *
 * @param bytes of the file
 * @param name of the file, for errors.
 * @param readBeside gives the files of weights that lie beside it
 * @throws RangeError in one line that begins with the name if the file is damaged, or an operator is unknown, which is named with its node.
 * @example
 * import { parseOnnx } from "@lazyrich/diagnose";
 * parseOnnx(Uint8Array.of(1, 2, 3), "network.onnx"); // RangeError: network.onnx is no ONNX model, or is damaged
 */
export function parseOnnx(bytes: Uint8Array, name: string, readBeside?: ReadBeside): OnnxNetwork {
  const graph = onnxGraph(bytes, name, readBeside);
  const fail = (problem: string): never => {
    throw new RangeError(`${name}: ${problem}`);
  };
  if (graph.inputs.length !== 1 || graph.outputs.length !== 1) {
    fail(`the graph has ${graph.inputs.length} inputs and ${graph.outputs.length} outputs; expected one of each`);
  }
  const input = graph.inputs[0]!;
  const constants = constantsOf(graph);
  const { gelus, parts: ofGelus } = decomposedGelus(graph, constants);
  const { norms, parts: ofNorms } = decomposedNorms(graph, constants);
  const arrays = new Map<string, NumericArray>();
  const used = new Set<string>();
  const warnings: string[] = [];
  const steps = new Map<string, Step>([[input.name, { value: input.name, before: undefined, layers: [] }]]);
  const context = {
    constants,
    warnings,
    keep(parameter: string, weight: OnnxConstant, array: NumericArray = weight.array): void {
      if (used.has(weight.name) || arrays.has(parameter))
        fail(`${parameter} is used by two nodes; expected weights of one layer each`);
      used.add(weight.name);
      arrays.set(parameter, array);
    },
  };
  for (const node of graph.nodes) {
    const [output] = node.outputs;
    // a shape is not of the network: what is made of it shapes the flattening before a dense layer
    if (output === undefined || constants.has(output) || node.operator === "Shape") continue;
    const norm = norms.get(node);
    const x = gelus.get(node) ?? norm?.of;
    if (x === undefined && (ofGelus.has(node) || ofNorms.has(node))) continue;
    const sources = x === undefined ? node.inputs.filter((each) => steps.has(each)) : [x];
    const step = steps.get(sources[0] ?? "");
    // of shapes and constants alone
    if (step === undefined) continue;
    if (norm) steps.set(output, { value: output, before: step, layers: [spelledOutNorm(node, norm, context.keep)] });
    else if (x !== undefined) steps.set(output, { value: output, before: step, layers: [{ layer: "gelu" }] });
    else if (sources.length === 2 && node.operator === "Add") {
      steps.set(
        output,
        residual(output, step, steps.get(sources[1]!)!) ??
          fail(`${shown(node)} adds two branches; expected layers(x) and x, or layers of its own`),
      );
    } else if (sources.length > 1) fail(`${shown(node)} joins two branches; expected a residual sum`);
    else {
      const operator = onnxOperators[node.operator];
      if (operator === undefined) {
        fail(`${shown(node)} is no operator of our layers; expected one of ${Object.keys(onnxOperators).join(", ")}`);
      }
      const rank = shapeAfter(step, input.shape.length);
      const layers = operator!(node, {
        ...context,
        isImage: rank === "image",
        fail: (problem) => fail(`${shown(node)} ${problem}`),
      });
      if (layers === "bias") {
        const [last] = step.layers;
        const bias = constants.get(node.inputs.find((each) => constants.has(each))!)!;
        if (last?.layer !== "dense" || last.bias !== false || bias.array.data.length !== last.units) {
          fail(`${shown(node)} adds numbers; expected the bias of a dense layer before it`);
        }
        const { data } = bias.array;
        context.keep(`${last!.name}.bias`, bias, { shape: [data.length], data });
        steps.set(output, { value: output, before: step.before, layers: [{ ...last!, bias: true }] });
      } else steps.set(output, { value: output, before: step, layers });
    }
  }
  const last = steps.get(graph.outputs[0]!) ?? fail("the output does not come from the input through known operators");
  const description = { input: inputOf(input.shape, fail), layers: pathTo(last, undefined) };
  return { description, arrays: Object.fromEntries(arrays), warnings };
}

const shown = ({ operator, name }: OnnxNode): string => `${operator} (node ${JSON.stringify(name)})`;

/** Weights, constants, and what turns them or names them anew: PyTorch writes equal weights once. */
function constantsOf({ nodes, initializers }: OnnxGraph): Map<string, OnnxConstant> {
  const constants = new Map<string, OnnxConstant>();
  for (const [name, array] of initializers) constants.set(name, { name, array });
  for (const { operator, inputs, outputs, attributes } of nodes) {
    const [output] = outputs;
    const source = constants.get(inputs[0] ?? "");
    if (output === undefined) continue;
    const value = attributes.get("value");
    if (operator === "Constant" && value?.tensor) constants.set(output, { name: output, array: value.tensor });
    else if (operator === "Identity" && source) constants.set(output, { name: output, array: source.array });
    else if (operator === "Transpose" && source?.array.shape.length === 2) {
      constants.set(output, { name: source.name, array: turned(source.array) });
    }
  }
  return constants;
}

/** The step that adds two values, with the layers of each since both parted; undefined if they have none in common. */
function residual(value: string, a: Step, b: Step): Step | undefined {
  const ofA = new Set<Step>();
  for (let step: Step | undefined = a; step; step = step.before) ofA.add(step);
  let from: Step | undefined = b;
  while (from && !ofA.has(from)) from = from.before;
  if (from === undefined) return undefined;
  // what is beside is the shorter, or nothing
  const [shortcut, layers] = [pathTo(a, from), pathTo(b, from)].sort((one, other) => one.length - other.length);
  if (layers!.length === 0) return undefined;
  return {
    value,
    before: from,
    layers: [{ layer: "residual", layers, ...(shortcut!.length > 0 && { shortcut }) }],
  };
}

/** The layers from one value, or the input, to another. */
function pathTo(to: Step, from: Step | undefined): LayerDescription[] {
  const parts: (readonly LayerDescription[])[] = [];
  for (let step: Step | undefined = to; step !== from && step; step = step.before) parts.unshift(step.layers);
  return parts.flat();
}

function shapeAfter(step: Step, rank: number): "image" | "vector" {
  for (let at: Step | undefined = step; at; at = at.before) {
    if (at.layers.some(({ layer, size }) => layer === "flatten" || size === "global" || layer === "dense"))
      return "vector";
  }
  return rank === 4 ? "image" : "vector";
}

function inputOf(shape: readonly number[], fail: (problem: string) => never): DeepDescription["input"] {
  const sizes = shape.slice(1);
  if (sizes.every((size) => size > 0)) {
    if (sizes.length === 1) return sizes[0]!;
    if (sizes.length === 3) return sizes as [number, number, number];
  }
  return fail(`the input is of shape (${shape.join(", ")}); expected n x d or n x channels x height x width`);
}
