import type { NumericArray } from "@lazyrich/tables";
import { onnxFields } from "./onnxFields.js";
import { onnxTensor, type ReadBeside } from "./onnxTensor.js";

/** An operator of a graph. */
export interface OnnxNode {
  readonly operator: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

export interface OnnxAttribute {
  readonly number?: number;
  readonly text?: string;
  readonly numbers: readonly number[];
  readonly tensor?: NumericArray;
}

/** What an ONNX file holds of a network. */
export interface OnnxGraph {
  /** In an order in which each comes after what it takes. */
  readonly nodes: readonly OnnxNode[];
  /** Weights by name. */
  readonly initializers: ReadonlyMap<string, NumericArray>;
  /** What is fed in, without weights; a size that is not fixed is 0. */
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly outputs: readonly string[];
}

/**
 * The graph in an `.onnx` file. Nothing in it is executed.
 *
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name if it is damaged or holds no graph.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function onnxGraph(bytes: Uint8Array, name: string, readBeside?: ReadBeside): OnnxGraph {
  let graph: Uint8Array | undefined;
  onnxFields(bytes, name, (field) => {
    if (field.tag === 7) graph = field.bytes();
  });
  if (graph === undefined) throw new RangeError(`${name} holds no graph; expected an ONNX model`);
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, NumericArray>();
  const inputs: { name: string; shape: number[] }[] = [];
  const outputs: string[] = [];
  onnxFields(graph, name, (field) => {
    if (field.tag === 1) nodes.push(nodeOf(field.bytes(), name));
    else if (field.tag === 5) {
      const { name: tensor, array } = onnxTensor(field.bytes(), name, readBeside);
      if (initializers.has(tensor)) throw new RangeError(`${name} holds ${JSON.stringify(tensor.slice(0, 60))} twice`);
      initializers.set(tensor, array);
    } else if (field.tag === 11) inputs.push(namedValue(field.bytes(), name));
    else if (field.tag === 12) outputs.push(namedValue(field.bytes(), name).name);
  });
  return { nodes, initializers, inputs: inputs.filter((each) => !initializers.has(each.name)), outputs };
}

function nodeOf(bytes: Uint8Array, file: string): OnnxNode {
  const [inputs, outputs]: string[][] = [[], []] as [string[], string[]];
  const attributes = new Map<string, OnnxAttribute>();
  let [operator, name] = ["", ""];
  onnxFields(bytes, file, (field) => {
    if (field.tag === 1) inputs!.push(field.text());
    else if (field.tag === 2) outputs!.push(field.text());
    else if (field.tag === 3) name = field.text();
    else if (field.tag === 4) operator = field.text();
    else if (field.tag === 5) {
      const [key, attribute] = attributeOf(field.bytes(), file);
      attributes.set(key, attribute);
    }
  });
  return { operator, name, inputs: inputs!, outputs: outputs!, attributes };
}

function attributeOf(bytes: Uint8Array, file: string): [string, OnnxAttribute] {
  const numbers: number[] = [];
  let name = "";
  let found: OnnxAttribute = { numbers };
  onnxFields(bytes, file, (field) => {
    if (field.tag === 1) name = field.text();
    else if (field.tag === 2) found = { ...found, number: decimal(field.floats()[0]!) };
    else if (field.tag === 3) found = { ...found, number: field.whole() };
    else if (field.tag === 4) found = { ...found, text: new TextDecoder().decode(field.bytes()) };
    else if (field.tag === 5) found = { ...found, tensor: onnxTensor(field.bytes(), file).array };
    else if (field.tag === 7) numbers.push(...field.floats());
    else if (field.tag === 8) numbers.push(...field.wholes());
  });
  return [name, found];
}

/** What a float32 was written as: 1e-5, not 0.000009999999747. */
const decimal = (value: number): number => Number(value.toPrecision(7));

/** The name and shape of an input or output. */
function namedValue(bytes: Uint8Array, file: string): { name: string; shape: number[] } {
  let name = "";
  const shape: number[] = [];
  const within = (part: Uint8Array, path: readonly number[]): void => {
    onnxFields(part, file, (field) => {
      if (path.length === 0) {
        if (field.tag !== 1) return;
        let size = 0;
        onnxFields(field.bytes(), file, (dimension) => {
          if (dimension.tag === 1) size = dimension.whole();
        });
        shape.push(size);
      } else if (field.tag === path[0]) within(field.bytes(), path.slice(1));
    });
  };
  onnxFields(bytes, file, (field) => {
    if (field.tag === 1) name = field.text();
    // type, tensor_type, shape, dim
    else if (field.tag === 2) within(field.bytes(), [1, 2]);
  });
  return { name, shape };
}
