import * as z from "zod/mini";
import { type NeuronSpec, neuronFields, nonZeroPlaneVector, type PlaneVector } from "./figureFields.js";

export interface Figure2Spec extends NeuronSpec {
  readonly betaStar: PlaneVector;
  readonly beta0: PlaneVector;
  /** How far the level sets are drawn from their waist or their tips, in |w|; farther where starts or minima are. */
  readonly reach: number;
  /** Where they are seen from, in radians. */
  readonly camera: { readonly azimuth: number; readonly elevation: number };
}

export const figure2Schema: z.ZodMiniType<Figure2Spec> = z.strictObject({
  betaStar: z._default(nonZeroPlaneVector, [0, 1]),
  beta0: z._default(nonZeroPlaneVector, [-1, 0]),
  reach: z._default(z.number().check(z.positive()), 1.75),
  camera: z.prefault(
    z.strictObject({ azimuth: z._default(z.number(), -0.7), elevation: z._default(z.number(), 0.48) }),
    {},
  ),
  ...neuronFields({ deltas: [-2, 0, 2], times: { first: 0.005, last: 60, count: 240 } }),
});
