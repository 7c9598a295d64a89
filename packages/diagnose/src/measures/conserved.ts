import type { DeepLayer, LayerDescription } from "@lazyrich/deep";
import type { Architecture } from "../architecture/architecture.js";
import { innerLayers, shortcutLayers } from "../architecture/namedLayers.js";

/** What gradient flow conserves between two layers, one number a neuron or channel, or one of the whole layer. */
export interface Conserved {
  /** The layers as the checkpoint names them, in and out. */
  readonly layers: readonly [string, string];
  /** In words: `|outgoing|^2 - |incoming|^2 - bias^2`. */
  readonly quantity: string;
  /** One a neuron or channel. */
  readonly before: readonly number[];
  /** One a neuron or channel. */
  readonly after: readonly number[];
}

/** With the size of the sums of squares that it is a difference of, before and after together. */
export interface ScaledConserved extends Conserved {
  readonly scale: readonly number[];
}

/** A sum of squares of parameters times a factor, per unit. */
interface Term {
  readonly block: number;
  readonly factor: number;
  /** The unit of an entry of the block. */
  readonly unitOf: (entry: number) => number;
}

interface Quantity {
  readonly blocks: readonly [number, number];
  readonly text: string;
  readonly units: number;
  readonly terms: readonly Term[];
}

const HOMOGENEOUS = ["relu", "leaky", "max-pool", "mean-pool", "flatten"];

/**
 * Conserved quantities along each sequence of layers, inside a residual sum along its own, none across one:
 * eta_in |outgoing|^2 - eta_out |incoming|^2 - eta_out eta_in/eta_bias bias^2 per neuron or channel through homogeneous
 * layers; |w|^2 per channel before BatchNorm, of the whole layer before LayerNorm, since neither feels its scale; |outgoing|^2 less the
 * squares of gain and shift behind a normalisation.
 *
 * @see Kunin et al. 2021 (neural mechanics); Du, Hu, Lee 2018
 */
export function conserved(
  { description, network, layerNames }: Architecture,
  before: Float64Array,
  after: Float64Array,
  rates: readonly number[] | undefined,
): ScaledConserved[] {
  const blockOf = new Map(network.layers.map(({ name }, block) => [name, block]));
  const rate = (block: number): number => rates?.[block] ?? 1;
  const found: Quantity[] = [];
  const visit = (layers: readonly LayerDescription[]): void => {
    let incoming: LayerDescription | undefined;
    let hasKink = false;
    for (const layer of layers) {
      const kind = kindOf(layer);
      if (incoming && (kind === "weight" || kind === "norm")) {
        found.push(...between(incoming, layer, hasKink, { layers: network.layers, blockOf, rate }));
      }
      hasKink = kind === "homogeneous" && (hasKink || layer.layer === "relu" || layer.layer === "leaky");
      if (kind === "weight" || kind === "norm") incoming = layer;
      else if (kind === "other") incoming = undefined;
      visit(innerLayers(layer) ?? []);
      visit(shortcutLayers(layer) ?? []);
    }
  };
  visit(description.layers);
  return found.map(({ blocks, text, units, terms }) => ({
    layers: [layerNames[blocks[0]]!, layerNames[blocks[1]]!],
    quantity: text,
    before: sums(terms, units, network.layers, before),
    after: sums(terms, units, network.layers, after),
    scale: addedUp(terms, units, network.layers, [before, after]),
  }));
}

function kindOf({ layer }: LayerDescription): "weight" | "norm" | "homogeneous" | "other" {
  if (layer === "dense" || layer === "convolution") return "weight";
  if (layer === "batch-norm" || layer === "layer-norm") return "norm";
  return HOMOGENEOUS.includes(layer) ? "homogeneous" : "other";
}

interface Blocks {
  readonly layers: readonly DeepLayer[];
  readonly blockOf: ReadonlyMap<string, number>;
  readonly rate: (block: number) => number;
}

function between(
  from: LayerDescription,
  to: LayerDescription,
  hasKink: boolean,
  { layers, blockOf, rate }: Blocks,
): Quantity[] {
  const block = (layer: LayerDescription, last: string): number | undefined => blockOf.get(`${layer.name}.${last}`);
  const [into, bias] = [block(from, "weight")!, block(from, "bias")];
  const out = block(to, "weight")!;
  const units = layers[into]!.shape[0]!;
  const perUnit = sizeOf(layers[into]!) / units;
  const ofRow = (entry: number): number => Math.floor(entry / perUnit);
  const incoming = (factor: number): Term[] => [
    { block: into, factor, unitOf: ofRow },
    ...(bias === undefined
      ? []
      : [{ block: bias, factor: (factor * rate(into)) / rate(bias), unitOf: (entry: number) => entry }]),
  ];
  if (to.layer === "batch-norm") {
    if (kindOf(from) !== "weight") return [];
    // without a kink between, the normalisation takes a bias off
    const terms = hasKink ? incoming(1) : incoming(1).slice(0, 1);
    const text = terms.length > 1 ? "|incoming|^2 + bias^2" : "|incoming|^2";
    return [{ blocks: [into, out], text, units, terms }];
  }
  if (to.layer === "layer-norm") {
    if (kindOf(from) !== "weight") return [];
    const terms = incoming(1).map((term) => ({ ...term, unitOf: () => 0 }));
    return [{ blocks: [into, out], text: `|W|^2${bias === undefined ? "" : " + |bias|^2"}`, units: 1, terms }];
  }
  // the weights that a unit feeds lie together in each row: one column, a window, or the pixels of a flattened channel
  const perRow = sizeOf(layers[out]!) / layers[out]!.shape[0]!;
  const together = perRow / units;
  const outgoing = {
    block: out,
    factor: rate(into),
    unitOf: (entry: number) => Math.floor((entry % perRow) / together),
  };
  const squares = kindOf(from) === "norm" ? "gain^2 - shift^2" : `|incoming|^2${bias === undefined ? "" : " - bias^2"}`;
  const terms = [outgoing, ...incoming(-rate(out))];
  return [{ blocks: [into, out], text: `|outgoing|^2 - ${squares}`, units, terms }];
}

const sizeOf = ({ shape }: DeepLayer): number => shape.reduce((product, size) => product * size, 1);

function addedUp(
  terms: readonly Term[],
  units: number,
  layers: readonly DeepLayer[],
  thetas: readonly Float64Array[],
): number[] {
  const positive = terms.map((term) => ({ ...term, factor: Math.abs(term.factor) }));
  const each = thetas.map((theta) => sums(positive, units, layers, theta));
  return Array.from({ length: units }, (_, k) => each.reduce((sum, values) => sum + values[k]! / thetas.length, 0));
}

function sums(terms: readonly Term[], units: number, layers: readonly DeepLayer[], theta: Float64Array): number[] {
  const values = new Array<number>(units).fill(0);
  for (const { block, factor, unitOf } of terms) {
    const part = new Array<number>(units).fill(0);
    const { offset } = layers[block]!;
    const size = sizeOf(layers[block]!);
    for (let k = 0; k < size; k++) part[unitOf(k)]! += theta[offset + k]! ** 2;
    for (let unit = 0; unit < units; unit++) values[unit]! += factor * part[unit]!;
  }
  return values;
}
