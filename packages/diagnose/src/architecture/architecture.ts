import { type DeepDescription, type DeepNetwork, deepNetwork } from "@lazyrich/deep";
import type { NumericArray } from "@lazyrich/tables";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import type { Axes } from "./architectureSpec.js";
import { namedLayers } from "./namedLayers.js";

/** A network, and where its parameters stand in a checkpoint. */
export interface Architecture {
  /** Every layer has a name of its own. */
  readonly description: DeepDescription;
  /** The network with these layers. */
  readonly network: DeepNetwork;
  /** The tensor of each block of parameters. */
  readonly tensors: readonly string[];
  /** The name of the layer of each block, as the checkpoint has it. */
  readonly layerNames: readonly string[];
  /** How it was found, in a few words. */
  readonly source: string;
  /** What no file says and was assumed; undefined where nothing was. */
  readonly assumed?: string | undefined;
  /**
   * theta and the running statistics of a checkpoint.
   *
   * @throws RangeError if a tensor is missing, of another shape, or takes no part.
   */
  stateOf(checkpoint: Checkpoint): NetworkState;
}

/** A network at one moment. */
export interface NetworkState {
  readonly theta: Float64Array;
  /** Running means and variances. */
  readonly statistics: Float64Array;
}

export interface ArchitectureNames {
  /** The tensor of a block by its name or by that of its layer; the name itself by default. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Of weights with two axes, all or by the name of a layer or tensor, as the description or the checkpoint has it. */
  readonly axes?: Axes | Readonly<Record<string, Axes>> | undefined;
  /** Tensors that take no part; * stands for anything. Where there is a list, errors say that a name can join it. */
  readonly ignore?: readonly string[] | undefined;
  /** How it was found, in a few words. */
  readonly source: string;
  /** What no file says and was assumed. */
  readonly assumed?: string | undefined;
}

/**
 * The architecture of a description whose layers have the names of the checkpoint, or of a map to them.
 *
 * @param given the layers
 * @param names where they stand in a checkpoint
 * @throws RangeError of `deepNetwork`, or if a name of the map is of no layer.
 * @example
 * import { architecture } from "@lazyrich/diagnose";
 * const description = { input: 2, layers: [{ layer: "dense", name: "fc", units: 1, bias: false }] };
 * const { network, tensors } = architecture(description, { source: "by hand" });
 * network.parameterCount; // 2
 * tensors; // ["fc.weight"]
 */
export function architecture(
  given: DeepDescription,
  { names = {}, axes = "out,in", ignore, source, assumed }: ArchitectureNames,
): Architecture {
  const description = namedLayers(given);
  const network = deepNetwork(description);
  const used = new Set<string>();
  const tensorOf = (block: string): string => {
    const layer = block.replace(/\.[^.]*$/, "");
    if (Object.hasOwn(names, block)) {
      used.add(block);
      return names[block]!;
    }
    if (!Object.hasOwn(names, layer)) return block;
    used.add(layer);
    return `${names[layer]}${block.slice(layer.length)}`;
  };
  const tensors = network.layers.map(({ name }) => tensorOf(name));
  const statistics = network.statistics.map(({ name }) => tensorOf(name));
  const unused = Object.keys(names).find((name) => !used.has(name));
  if (unused !== undefined) {
    const known = network.layers.map(({ name }) => name).join(", ");
    throw new RangeError(`names.${unused} is of no layer; expected one of ${known}`);
  }
  const counters = statistics.map((name) => name.replace(/[^.]*$/, "num_batches_tracked"));
  const known = new Set([...tensors, ...statistics, ...counters]);
  const ignored = (ignore ?? []).map(patternOf);
  const transposes = transposedBlocks(network, tensors, axes);

  const read = (checkpoint: Checkpoint, name: string, shape: readonly number[], block?: number): Float64Array => {
    const array = checkpoint.arrays.get(name);
    if (array === undefined)
      throw new RangeError(`${checkpoint.name} lacks ${name}; expected one of ${shape.join(" x ")}`);
    const isTransposed = block !== undefined && transposes.has(block);
    const expected = isTransposed ? [...shape].reverse() : shape;
    // a row of a table may lie as one of a batch
    if (array.shape.join().replace(/^(?:1,)+/, "") !== expected.join().replace(/^(?:1,)+/, "")) {
      throw new RangeError(
        `${checkpoint.name}: ${name} is ${array.shape.join(" x ")}; expected ${expected.join(" x ")}`,
      );
    }
    return isTransposed ? transposed(array) : array.data;
  };
  return {
    description,
    network,
    tensors,
    layerNames: tensors.map((name, block) =>
      /[._/]/.test(name) ? name.replace(/[._/][^._/]*$/, "") : network.layers[block]!.name.replace(/\.[^.]*$/, ""),
    ),
    source,
    assumed,
    stateOf(checkpoint) {
      for (const name of checkpoint.arrays.keys()) {
        if (!known.has(name) && !ignored.some((pattern) => pattern.test(name))) {
          throw new RangeError(
            `${checkpoint.name}: ${name} is of no layer; expected ${[...known].join(", ")}${ignore ? ', or its name under "ignore"' : ""}`,
          );
        }
      }
      const theta = new Float64Array(network.parameterCount);
      for (const [block, { shape, offset }] of network.layers.entries()) {
        theta.set(read(checkpoint, tensors[block]!, shape, block), offset);
      }
      const running = network.startStatistics();
      for (const [k, { shape, offset }] of network.statistics.entries()) {
        running.set(read(checkpoint, statistics[k]!, shape), offset);
      }
      return { theta, statistics: running };
    },
  };
}

/** A name in which * stands for anything. */
const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );

/** The blocks that lie in x out. @throws RangeError if a name of the map is of no weight with two axes. */
function transposedBlocks(
  { layers }: DeepNetwork,
  tensors: readonly string[],
  axes: ArchitectureNames["axes"],
): ReadonlySet<number> {
  const matrices = layers.flatMap(({ shape, role }, block) =>
    shape.length === 2 && (role === "weight" || role === "projection") ? [block] : [],
  );
  if (axes === undefined || axes === "out,in") return new Set();
  if (axes === "in,out") return new Set(matrices);
  const namesOf = (block: number): string[] =>
    [layers[block]!.name, tensors[block]!].flatMap((name) => [name, name.replace(/[._/][^._/]*$/, "")]);
  for (const name of Object.keys(axes)) {
    if (!matrices.some((block) => namesOf(block).some((each) => patternOf(name).test(each)))) {
      throw new RangeError(
        `axes.${name} is of no weight with two axes; expected one of ${matrices.map((block) => tensors[block]).join(", ")}`,
      );
    }
  }
  return new Set(
    matrices.filter((block) =>
      Object.entries(axes).some(
        ([name, of]) => of === "in,out" && namesOf(block).some((each) => patternOf(name).test(each)),
      ),
    ),
  );
}

function transposed({ shape, data }: NumericArray): Float64Array {
  const [rows, columns] = shape as [number, number];
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j]!;
  return result;
}
