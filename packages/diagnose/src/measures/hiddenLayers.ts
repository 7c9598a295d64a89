import type { DeepDescription, LayerDescription } from "@lazyrich/deep";
import { innerLayers, shortcutLayers } from "../architecture/namedLayers.js";

/** What passes between layers. */
type Passing = "vector" | "image" | "sequence";

/** An activation within a network. */
export interface HiddenLayer {
  /** The layer of weights before it. */
  readonly name: string;
  readonly activation: string;
  /** Whether a unit switches on and off at a kink. */
  readonly hasKink: boolean;
  /** The network up to what the activation takes, as one that gives a vector; of a sequence, the position that the outputs are of. */
  readonly before: DeepDescription;
  /** The same up to what it gives. */
  readonly after: DeepDescription;
}

const ACTIVATIONS = ["relu", "leaky", "tanh", "gelu"];
const KINKED = ["relu", "leaky"];
const WEIGHTS = ["dense", "convolution"];

/** The activations of a network whose layers have names, in order; inside a residual sum, those that it adds. */
export function hiddenLayers({ input, layers }: DeepDescription): readonly HiddenLayer[] {
  const found: HiddenLayer[] = [];
  let name = "";
  const position = layers.some(({ layer }) => layer === "first-position") ? "first-position" : "last-position";
  const visit = (list: readonly LayerDescription[], outside: readonly LayerDescription[], from: Passing): Passing => {
    let passing = from;
    for (const [i, layer] of list.entries()) {
      const before = [...outside, ...list.slice(0, i)];
      if (WEIGHTS.includes(layer.layer)) name = layer.name ?? "";
      const [inner, shortcut] = [innerLayers(layer), shortcutLayers(layer)];
      if (inner) visit(inner, before, passing);
      if (shortcut?.some((each) => ACTIVATIONS.includes(each.layer))) {
        throw new RangeError(`the shortcut of ${layer.name} has an activation; expected none`);
      }
      if (ACTIVATIONS.includes(layer.layer)) {
        found.push({
          name,
          activation: layer.layer,
          hasKink: KINKED.includes(layer.layer),
          before: { input, layers: asVector(before, passing, position) },
          after: { input, layers: asVector([...before, layer], passing, position) },
        });
      }
      passing = passingAfter(layer, passing);
    }
    return passing;
  };
  visit(layers, [], typeof input === "number" ? "vector" : Array.isArray(input) ? "image" : "sequence");
  return found;
}

function passingAfter({ layer, size }: LayerDescription, before: Passing): Passing {
  if (layer === "flatten" || layer.endsWith("-position")) return "vector";
  if (layer === "sequence") return "sequence";
  return layer.endsWith("-pool") && size === "global" ? "vector" : before;
}

const asVector = (layers: readonly LayerDescription[], passing: Passing, position: string): LayerDescription[] => {
  if (passing === "image") return [...layers, { layer: "flatten", name: "as a vector" }];
  return passing === "sequence" ? [...layers, { layer: position, name: "as a vector" }] : [...layers];
};
