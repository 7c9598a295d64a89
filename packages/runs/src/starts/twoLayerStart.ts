import type { Model } from "@lazyrich/networks";
import { quoted, SpecError } from "@lazyrich/specs";

/** A two-layer network of one output, as the starts by tau and delta need it. */
export interface TwoLayerStart {
  readonly hiddenWidth: number;
  readonly inputDimension: number;
  readonly biases: boolean;
  /** Of the weights and of the readouts: those that delta is of. */
  readonly etaW: number;
  readonly etaA: number;
}

/**
 * What a start by tau and delta needs to know of its model.
 *
 * @throws SpecError if the model is no two-layer network of one output.
 */
export function twoLayerStart(
  start: string,
  { layers, inputDimension, outputDimension }: Model,
  rates: readonly number[],
): TwoLayerStart {
  const place = (name: string): number => layers.findIndex((layer) => layer.name === name);
  const [W, A] = [place("W"), place("A")];
  if (W < 0 || A < 0 || outputDimension !== 1) {
    const found = layers.map(({ name, shape }) => `${name} (${shape.join(" x ")})`).join(", ");
    throw new SpecError(
      ["start"],
      `is ${quoted(start)} with layers ${found} and ${outputDimension} outputs; expected a model of layers W and A, and one output`,
    );
  }
  return {
    hiddenWidth: layers[W]!.shape[0]!,
    inputDimension,
    biases: layers.length > 2,
    etaW: rates[W]!,
    etaA: rates[A]!,
  };
}
