import { matrix } from "@lazyrich/linalg";
import { twoLayerState } from "@lazyrich/networks";
import { SpecError } from "@lazyrich/specs";
import type { ArrayValue } from "../spec/arrayField.js";
import { arrayField, resolveArray } from "../spec/arrayField.js";
import type { StartPart } from "../start.js";
import { deltaField, tauField } from "./scales.js";
import { twoLayerStart } from "./twoLayerStart.js";

interface DirectionsFields {
  readonly directions: ArrayValue;
  readonly signs: ArrayValue;
  readonly tau: number;
  readonly delta: number;
}

/**
 * Given directions of the input weights and signs of the readouts.
 *
 * @example
 * import { directionsPart } from "@lazyrich/runs";
 * directionsPart.example.start; // { name: "directions", directions: [[1, 0], [0, 1], [-0.6, -0.8]], signs: [1, -1, 1], tau: 0.3, delta: 0.5 }
 */
export const directions: StartPart<DirectionsFields> = {
  name: "directions",
  summary: "given directions of the input weights and signs of the readouts",
  fields: {
    directions: arrayField("directions of the input weights, h x d, used as given"),
    signs: arrayField("signs of the readouts, h, 1 or -1"),
    tau: tauField,
    delta: deltaField,
  },
  example: {
    task: { name: "student-teacher", inputDimension: 2, trainSize: 20, testSize: 50 },
    model: { name: "two-layer", hiddenWidth: 3 },
    start: {
      name: "directions",
      directions: [
        [1, 0],
        [0, 1],
        [-0.6, -0.8],
      ],
      signs: [1, -1, 1],
      tau: 0.3,
      delta: 0.5,
    },
  },
  theta({ directions: given, signs: givenSigns, tau, delta }, { model, learningRates, readFile }) {
    const { hiddenWidth: h, inputDimension: d, ...rest } = twoLayerStart("directions", model, learningRates);
    const [rows, signs] = [
      resolveArray(["start", "directions"], given, 2, readFile),
      resolveArray(["start", "signs"], givenSigns, 1, readFile).data,
    ];
    const [rowCount, columns] = rows.shape as readonly [number, number];
    if (rowCount !== h || columns !== d) {
      throw new SpecError(["start", "directions"], `is ${rowCount} x ${columns}; expected ${h} x ${d}, a neuron a row`);
    }
    if (signs.length !== h) {
      throw new SpecError(["start", "signs"], `has ${signs.length} entries; expected ${h}, one a row of directions`);
    }
    const wrong = signs.findIndex((sign) => Math.abs(sign) !== 1);
    if (wrong >= 0) throw new SpecError(["start", "signs", wrong], `is ${signs[wrong]}; expected 1 or -1`);
    return twoLayerState({ directions: matrix(h, d, rows.data), signs, tau, delta, ...rest });
  },
};
