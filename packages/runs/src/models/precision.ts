import type { DeepNetwork, Precision } from "@lazyrich/deep";
import type { Model } from "@lazyrich/networks";
import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

/** In which numbers a deep network computes. */
export const precisionField: ValueField<Precision> = valueField(
  'of loss, gradient and outputs, "float64" or, in half the time, "float32"',
  z.enum(["float64", "float32"]),
  { default: "float64" },
);

/** A deep network that computes in numbers of this precision. */
export const withPrecision = (network: DeepNetwork, precision: Precision): Model => ({
  ...network,
  value: (theta, inputs, out) => network.value(theta, inputs, out, { precision }),
  bind: (data) => network.bind({ ...data, precision }),
});
