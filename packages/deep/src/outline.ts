import type { Layer } from "@lazyrich/networks";
import { fields } from "./fields.js";
import type { LayerDescription, LayerForm, ParameterRole, StatisticsBlock } from "./layerKind.js";
import { layerKinds } from "./layerKinds.js";
import { positionsOf, rowLength, type Shape, shownShape } from "./shape.js";

/** A network as data: what it takes, and its layers in order. */
export interface DeepDescription {
  /** The length of a vector, [channels, height, width] of an image, or tokens. */
  readonly input:
    | number
    | readonly [number, number, number]
    | { readonly vocabulary: number; readonly positions: number };
  /** The layers, the first one first. */
  readonly layers: readonly LayerDescription[];
}

/** A block of parameters with what starts ask of it. */
export interface DeepLayer extends Layer {
  /** What it is for. */
  readonly role: ParameterRole;
  /** Inputs of a unit. */
  readonly fanIn: number;
  /** Outputs of a unit. */
  readonly fanOut: number;
}

/** Running statistics as they lie in a flat array. */
export interface Statistics extends Layer {
  /** What each begins with: 0 of a mean, 1 of a variance. */
  readonly start: number;
}

/** A description that was read: forms in order, and where the parameters of each lie. */
export interface Outline {
  readonly input: Shape;
  readonly output: Shape;
  readonly forms: readonly LayerForm[];
  readonly layers: readonly DeepLayer[];
  readonly statistics: readonly Statistics[];
  readonly parameterCount: number;
  readonly statisticsCount: number;
  /** The numbers of the blocks of each form, and of its statistics. */
  readonly blocksOf: ReadonlyMap<LayerForm, readonly number[]>;
  readonly statisticsOf: ReadonlyMap<LayerForm, readonly number[]>;
  /** The length of an input row. */
  readonly inputDimension: number;
  readonly outputDimension: number;
}

/**
 * Reads a description.
 *
 * @throws RangeError that names the layer and field at fault.
 */
export function outline(description: DeepDescription): Outline {
  const input = inputShape(description.input);
  const layers: DeepLayer[] = [];
  const statistics: Statistics[] = [];
  const blocksOf = new Map<LayerForm, number[]>();
  const statisticsOf = new Map<LayerForm, number[]>();
  const names = new Set<string>();
  let [parameterCount, statisticsCount] = [0, 0];

  const readLayers = (list: unknown, from: Shape, where: string, prefix: string): LayerForm[] => {
    if (!Array.isArray(list) || list.length === 0) {
      throw new RangeError(`${where} is ${JSON.stringify(list)}; expected a list of layers`);
    }
    let shape = from;
    return list.map((layer: unknown, i) => {
      const form = readLayer(layer, shape, `${where}[${i}]`, `${prefix}${i}`);
      shape = form.output;
      return form;
    });
  };
  const readLayer = (layer: unknown, from: Shape, where: string, byDefault: string): LayerForm => {
    if (!isDescription(layer)) {
      throw new RangeError(`${where} is ${JSON.stringify(layer)}; expected an object with the field "layer"`);
    }
    const kind = layerKinds.find((known) => known.layer === layer.layer);
    if (!kind) {
      const known = layerKinds.map((one) => one.layer).join(", ");
      throw new RangeError(`${where}.layer is ${JSON.stringify(layer.layer)}; expected one of ${known}`);
    }
    const name = layer.name ?? byDefault;
    const given = fields(layer, `${where} (${layer.layer})`);
    const form = kind.read(given, from, {
      name,
      readLayers: (inner, start, at, prefix = "") => readLayers(inner, start, at, `${name}.${prefix}`),
    });
    given.finish();
    const blocks = form.parameters.map((block) => {
      layers.push({ ...block, name: unique(`${name}.${block.name}`), offset: parameterCount });
      parameterCount += sizeOf(block.shape);
      return layers.length - 1;
    });
    blocksOf.set(form, blocks);
    const ofForm = (form.statistics ?? []).map((block: StatisticsBlock) => {
      statistics.push({ ...block, name: `${name}.${block.name}`, offset: statisticsCount });
      statisticsCount += sizeOf(block.shape);
      return statistics.length - 1;
    });
    statisticsOf.set(form, ofForm);
    return form;
  };
  const unique = (name: string): string => {
    if (names.has(name))
      throw new RangeError(`two blocks are named ${JSON.stringify(name)}; expected names of their own`);
    names.add(name);
    return name;
  };

  const forms = readLayers(description.layers, input, "layers", "");
  const output = forms[forms.length - 1]!.output;
  if (output.of !== "vector") {
    throw new RangeError(`the last layer gives ${shownShape(output)}; expected a vector`);
  }
  return {
    input,
    output,
    forms,
    layers,
    statistics,
    parameterCount,
    statisticsCount,
    blocksOf,
    statisticsOf,
    inputDimension: input.of === "tokens" ? positionsOf(input) : rowLength(input),
    outputDimension: output.width,
  };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isDescription(layer: unknown): layer is LayerDescription {
  return typeof layer === "object" && layer !== null && "layer" in layer && typeof layer.layer === "string";
}

function inputShape(input: DeepDescription["input"]): Shape {
  const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  if (isSize(input)) return { of: "vector", width: input };
  if (Array.isArray(input) && input.length === 3 && input.every(isSize)) {
    const [channels, height, width] = input as [number, number, number];
    return { of: "image", height, width, channels };
  }
  if (typeof input === "object" && input !== null && !Array.isArray(input)) {
    const { vocabulary, positions } = input as { vocabulary: number; positions: number };
    if (isSize(vocabulary) && isSize(positions)) return { of: "tokens", positions, vocabulary };
  }
  throw new RangeError(
    `input is ${JSON.stringify(input)}; expected a length, [channels, height, width] or { vocabulary, positions }`,
  );
}
