import type { LayerDescription } from "@lazyrich/deep";
import type { NumericArray } from "@lazyrich/tables";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import { type Architecture, architecture } from "./architecture.js";
import { ArchitectureError } from "./architectureError.js";
import type { Axes } from "./architectureSpec.js";
import { type ChainLink, chainOrders } from "./chainOrders.js";
import { gatedLayers } from "./gatedLayers.js";
import { naturalOrder } from "./naturalOrder.js";
import { skeleton } from "./skeleton.js";
import { tensorName, whyNotDense } from "./tensorName.js";

export interface InferredChainOptions {
  /** d, the length of an input row. */
  readonly inputDimension: number;
  /** Of the file with the inputs, for errors. */
  readonly inputsName?: string | undefined;
  /** After every layer but the last: "relu" (assumed by default), "leaky", "tanh", "gelu" or "linear". */
  readonly activation?: string | undefined;
  /** The names of the layers, first to last, where names and shapes leave several orders. */
  readonly order?: readonly string[] | undefined;
  /** Where weights fit both ways. */
  readonly axes?: Axes | undefined;
}

/** Activations that stand between the layers of a chain. */
const chainActivations: readonly string[] = ["relu", "leaky", "tanh", "gelu", "linear"];

/**
 * The chain of dense layers that a checkpoint is by the names and shapes of all its tensors.
 *
 * Numbers in names order the layers, never the file; where only words differ, the shapes must leave one order. Weights lie out x in
 * or in x out, all alike, as the shapes tell.
 *
 * @param found the checkpoint
 * @param options what its names and shapes do not say
 * @throws ArchitectureError with a spec to complete if a tensor is of no such chain; without one if several orders or axes are
 *   possible, the inputs are of another width, or layers of a `Sequential` follow each other and no activation is given: a spec would guess.
 * @example
 * import { checkpoint, inferredChain } from "@lazyrich/diagnose";
 * const array = (...shape) => ({ shape, data: new Float64Array(shape.reduce((size, side) => size * side, 1)) });
 * const start = checkpoint({ "0.weight": array(8, 2), "2.weight": array(1, 8) }, "start");
 * inferredChain(start, { inputDimension: 2 }).description.layers.map(({ layer }) => layer); // ["dense", "relu", "dense"]
 */
export function inferredChain(found: Checkpoint, options: InferredChainOptions): Architecture {
  const { inputDimension: d, activation = "relu", order, axes } = options;
  if (!chainActivations.includes(activation)) {
    throw new RangeError(`activation is ${JSON.stringify(activation)}; expected one of ${chainActivations.join(", ")}`);
  }
  const refuse = (problem: string): never => {
    throw new ArchitectureError(
      `${found.name}: ${problem}`,
      skeleton(found, d, activation === "linear" ? "relu" : activation),
    );
  };
  const ask = (problem: string): never => {
    throw new ArchitectureError(`${found.name}: ${problem}`);
  };
  const layers = denseLayers(found, refuse);
  const links = [...layers].map(([name, { weight, bias }]): ChainLink => {
    const [rows, columns] = found.arrays.get(weight)!.shape as [number, number];
    return { name, rows, columns, bias: bias === undefined ? undefined : found.arrays.get(bias)!.shape[0]! };
  });
  if (order) requireSameNames(order, [...layers.keys()], ask);
  else {
    const gated = gatedLayers(links.map(({ name, rows, columns }) => ({ name, shape: [rows, columns] })));
    if (gated.length > 0)
      refuse(
        `${gated.join(", ")} are of a gated layer by their names and shapes; expected --order if they are a chain, or --spec`,
      );
  }
  const tried: readonly Axes[] = axes === undefined ? ["out,in", "in,out"] : [axes];
  const fits = tried
    .map((each) => ({ axes: each, orders: chainOrders(links, { inputDimension: d, axes: each, order }) }))
    .filter(({ orders }) => orders.length > 0);
  const shapes = links.map(({ name, rows, columns }) => `${name} (${rows} x ${columns})`).join(", ");
  if (fits.length === 0) {
    const widths = [...new Set(links.flatMap(({ rows, columns }) => [columns, rows]))].filter((width) =>
      tried.some((each) => chainOrders(links, { inputDimension: width, axes: each, order }).length > 0),
    );
    const { inputsName = "the inputs" } = options;
    const backwards = chainAgainstNumbers(links, d);
    if (widths.length > 0) {
      const verb = options.inputsName === undefined ? "have" : "has";
      throw new ArchitectureError(
        `${inputsName} ${verb} ${d} ${d === 1 ? "column" : "columns"}; the first layer takes ${widths.join(" or ")}${backwards === undefined ? "" : `; ${backwards}`}`,
      );
    }
    if (backwards !== undefined) return ask(backwards);
    return refuse(
      `${shapes} and their biases make no chain of dense layers from inputs of ${d}; expected one, or --spec`,
    );
  }
  if (fits.length > 1)
    return ask(`${shapes} fit both ways, out x in and in x out; expected --axes out,in or --axes in,out`);
  const [fit] = fits as [(typeof fits)[0]];
  if (fit.orders.length > 1) {
    const [one, other] = fit.orders.map((names) => names.join(","));
    return ask(`the layers can stand as ${one} or as ${other}; expected one of them with --order`);
  }
  const names = fit.orders[0]!;
  const touching = names.findIndex((name, i) => i > 0 && followsAtOnce(names[i - 1]!, name));
  if (touching > 0 && options.activation === undefined && [...layers.values()].every(isOfTorch)) {
    return ask(
      `${names[touching - 1]} and ${names[touching]} follow each other, so that nothing stands between them in a Sequential; expected --activation linear, or the activation that the network has between them`,
    );
  }
  const outputs = (name: string): number => {
    const { rows, columns } = links.find((link) => link.name === name)!;
    return fit.axes === "out,in" ? rows : columns;
  };
  const map = names.flatMap((name): [string, string][] => {
    const { weight, bias } = layers.get(name)!;
    return [[`${name}.weight`, weight], ...(bias === undefined ? [] : [[`${name}.bias`, bias] as [string, string]])];
  });
  return architecture(
    {
      input: d,
      layers: names.flatMap((name, i): LayerDescription[] => {
        const dense = { layer: "dense", name, units: outputs(name), bias: layers.get(name)!.bias !== undefined };
        return i === names.length - 1 || activation === "linear"
          ? [dense]
          : [dense, { layer: activation, name: `${activation} after ${name}` }];
      }),
    },
    {
      names: Object.fromEntries(map),
      axes: fit.axes,
      ...sourceOf(names.length, options.activation),
    },
  );
}

/** How a chain was found, and what of it no file says. */
function sourceOf(count: number, given: string | undefined): Pick<Architecture, "source" | "assumed"> {
  const chain = `a chain of ${count} dense ${count === 1 ? "layer" : "layers"}`;
  if (count === 1) return { source: `${chain} by names and shapes` };
  if (given !== undefined)
    return { source: `${chain} with ${given === "linear" ? "no activation" : given} between, by names and shapes` };
  return {
    source: `${chain} with relu between, by names and shapes`,
    assumed: "relu assumed between them; --activation names another, --outputs-before checks it",
  };
}

/** Whether the numbers that end two names of modules, as 0 and 1 or net.0 and net.1, leave no place between them. */
function followsAtOnce(name: string, next: string): boolean {
  const [one, other] = [name, next].map((each) => /^(.*\.)?(\d+)$/.exec(each));
  return one != null && other != null && one[1] === other[1] && Number(other[2]) === Number(one[2]) + 1;
}

const isOfTorch = ({ weight }: DenseTensors): boolean => weight.endsWith(".weight");

/** What to say where the shapes chain, but against the numbers in names; undefined if they do not. */
function chainAgainstNumbers(links: readonly ChainLink[], d: number): string | undefined {
  const nameless = links.map((link, k) => ({ ...link, name: "abcdefghijklmnopqrstuvwxyz"[k] ?? "" }));
  if (links.length > 26) return undefined;
  const orders = (["out,in", "in,out"] as const).flatMap((axes) => chainOrders(nameless, { inputDimension: d, axes }));
  if (orders.length !== 1) return undefined;
  const names = orders[0]!.map((letter) => links[nameless.findIndex(({ name }) => name === letter)]!.name);
  return `the shapes make a chain as ${names.join(",")}, but the numbers in names set the order; expected --order ${names.join(",")} if it is meant`;
}

interface DenseTensors {
  readonly weight: string;
  readonly bias?: string;
}

/** The tensors of each layer, in natural order of the names. */
function denseLayers({ arrays }: Checkpoint, refuse: (problem: string) => never): Map<string, DenseTensors> {
  const names = [...arrays.keys()].sort(naturalOrder);
  const tensors = new Map<string, { weight?: string; bias?: string }>();
  for (const name of names) {
    const reason = whyNotDense(name, (arrays.get(name) as NumericArray).shape);
    if (reason !== undefined) refuse(`${name} is ${reason}; expected weights and biases of dense layers, or --spec`);
    const { layer, role } = tensorName(name)!;
    const before = tensors.get(layer) ?? {};
    if (before[role] !== undefined)
      refuse(`${before[role]} and ${name} are both the ${role} of ${layer}; expected one`);
    tensors.set(layer, { ...before, [role]: name });
  }
  return new Map(
    [...tensors].map(([layer, { weight, bias }]) => {
      if (weight === undefined) return refuse(`${bias} has no weight beside it; expected one, or --spec`);
      return [layer, bias === undefined ? { weight } : { weight, bias }];
    }),
  );
}

function requireSameNames(
  order: readonly string[],
  names: readonly string[],
  refuse: (problem: string) => never,
): void {
  if ([...order].sort().join() !== [...names].sort().join()) {
    refuse(`--order is ${order.join(",")}; expected the layers ${names.join(",")} in order`);
  }
}
