import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

/** The overall scale of a start. */
export const tauField: ValueField<number> = valueField(
  "the overall scale: |a| |w| = tau^2 of every neuron",
  z.number().check(z.gte(1e-150), z.lte(1e150)),
);

/** The balance of a start. */
export const deltaField: ValueField<number> = valueField(
  "the conserved quantity eta_w a^2 - eta_a |w|^2 of every neuron: above 0 upstream, below downstream",
  z.number().check(z.gte(-1e150), z.lte(1e150)),
  { default: 0 },
);
