import { type DeepDescription, deepNetwork } from "@lazyrich/deep";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import type { ArchitectureSpec } from "./architectureSpec.js";
import { namedLayers } from "./namedLayers.js";

/** The parameters of the models that runs do not save under the names of a list of layers, by the number of their blocks. */
const ownNames: Readonly<Record<string, (blocks: number) => readonly string[]>> = {
  "two-layer": (blocks) => (blocks === 4 ? ["W", "b", "A", "bOut"] : ["W", "A"]),
  "deep-linear": (blocks) => Array.from({ length: blocks }, (_, l) => `W${l + 1}`),
};

/** How a run saves a model, where the checkpoint has it so: the readout A of two layers lies h x c, other weights out x in. */
export function savedAs(
  model: string,
  description: DeepDescription,
  { arrays }: Checkpoint,
): Pick<ArchitectureSpec, "names" | "axes"> {
  const blocks = deepNetwork(namedLayers(description)).layers.map(({ name }) => name);
  const own = ownNames[model]?.(blocks.length) ?? [];
  if (own.length === 0 || !own.every((name) => arrays.has(name))) return {};
  const names = Object.fromEntries(blocks.map((block, k) => [block, own[k]!]));
  return own.includes("A") ? { names, axes: { A: "in,out" } } : { names };
}
