import { mirroredStudent, twoLayerState } from "@lazyrich/networks";
import { SpecError } from "@lazyrich/specs";
import { seedField } from "../spec/sizes.js";
import type { StartPart } from "../start.js";
import { deltaField, tauField } from "./scales.js";
import { twoLayerStart } from "./twoLayerStart.js";

interface MirroredFields {
  readonly seed: number;
  readonly tau: number;
  readonly delta: number;
}

/**
 * A student of random unit directions whose second half mirrors the first, so that its function is 0, as in the paper.
 *
 * @example
 * import { mirroredPart } from "@lazyrich/runs";
 * mirroredPart.example.start; // { name: "mirrored", tau: 0.3, delta: 0.5 }
 */
export const mirrored: StartPart<MirroredFields> = {
  name: "mirrored",
  summary:
    "random unit directions, the second half of the neurons with the readouts of the first reversed: the function is 0",
  fields: { seed: seedField, tau: tauField, delta: deltaField },
  example: { start: { name: "mirrored", tau: 0.3, delta: 0.5 } },
  check(_, { model }) {
    const width = model.hiddenWidth;
    if (typeof width === "number" && width % 2 !== 0) {
      throw new SpecError(
        ["model", "hiddenWidth"],
        `is ${width}; expected an even number, a neuron and its mirror image each`,
      );
    }
  },
  theta({ seed, tau, delta }, { model, learningRates }) {
    const { hiddenWidth, inputDimension, ...rest } = twoLayerStart("mirrored", model, learningRates);
    return twoLayerState({ ...mirroredStudent(hiddenWidth, inputDimension, seed), tau, delta, ...rest });
  },
};
