import type { Axis } from "@lazyrich/plot";
import type { TimesSpec } from "./figureFields.js";

/** An axis of time from 0 on: linear at first, logarithmic later, so that fast and slow phases of a flow both show. */
export function timeAxis({ first, last }: TimesSpec, label = "time *t*"): Axis {
  const constant = Math.sqrt(first * Math.min(1, last));
  const lowest = Math.ceil(Math.log10(constant) - 1e-9);
  const highest = Math.floor(Math.log10(last) + 1e-9);
  const powers = Array.from({ length: Math.max(0, highest - lowest + 1) }, (_, i) => 10 ** (lowest + i));
  return { label, type: "symlog", constant, domain: [0, last], ticks: [0, ...powers] };
}
