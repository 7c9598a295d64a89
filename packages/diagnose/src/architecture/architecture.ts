import { type DeepDescription, type DeepNetwork, deepNetwork } from "@lazyrich/deep";
import type { NumericArray } from "@lazyrich/tables";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import type { Axes } from "./architectureSpec.js";
import { namedLayers } from "./namedLayers.js";

/** A network, and where its parameters stand in a checkpoint. */
export interface Architecture {
  /** Every layer has a name of its own. */
  readonly description: DeepDescription;
  readonly network: DeepNetwork;
  /** The tensor of each block of parameters. */
  readonly tensors: readonly string[];
  /** The name of the layer of each block, as the checkpoint has it. */
  readonly layerNames: readonly string[];
  /** How it was found, in a few words. */
  readonly source: string;
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
  readonly statistics: Float64Array;
}

export interface ArchitectureNames {
  /** The tensor of a block by its name or by that of its layer; the name itself by default. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly axes?: Axes | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly source: string;
}

/**
 * The architecture of a description whose layers have the names of the checkpoint, or of a map to them.
 *
 * @throws RangeError of `deepNetwork`, or if a name of the map is of no layer.
 */
export function architecture(
  given: DeepDescription,
  { names = {}, axes = "out,in", ignore = [], source }: ArchitectureNames,
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
  const known = new Set([...tensors, ...statistics, ...counters, ...ignore]);
  const transposes = axes === "in,out";

  const read = (checkpoint: Checkpoint, name: string, shape: readonly number[]): Float64Array => {
    const array = checkpoint.arrays.get(name);
    if (array === undefined)
      throw new RangeError(`${checkpoint.name} lacks ${name}; expected one of ${shape.join(" x ")}`);
    const isTransposed = transposes && shape.length === 2;
    const expected = isTransposed ? [...shape].reverse() : shape;
    if (array.shape.join() !== expected.join()) {
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
    stateOf(checkpoint) {
      for (const name of checkpoint.arrays.keys()) {
        if (!known.has(name)) {
          throw new RangeError(
            `${checkpoint.name}: ${name} is of no layer; expected ${[...known].join(", ")}, or its name under "ignore"`,
          );
        }
      }
      const theta = new Float64Array(network.parameterCount);
      for (const [block, { shape, offset }] of network.layers.entries()) {
        theta.set(read(checkpoint, tensors[block]!, shape), offset);
      }
      const running = network.startStatistics();
      for (const [k, { shape, offset }] of network.statistics.entries()) {
        running.set(read(checkpoint, statistics[k]!, shape), offset);
      }
      return { theta, statistics: running };
    },
  };
}

function transposed({ shape, data }: NumericArray): Float64Array {
  const [rows, columns] = shape as [number, number];
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j]!;
  return result;
}
