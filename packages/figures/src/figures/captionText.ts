import type { SimulationSpec, TimesSpec } from "./figureFields.js";

/** A number in running text, with a true minus sign. */
export const number = (value: number): string => String(value).replaceAll("-", "−");

/** "−2, 0 and 2" */
export function list(values: readonly number[]): string {
  const words = values.map(number);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "(0, 1)" */
export const vector = (values: readonly number[]): string => `(${values.map(number).join(", ")})`;

/** Which engine simulated, how tightly, and how far. */
export const simulatedBy = ({ relativeTolerance, absoluteTolerance }: SimulationSpec, { last }: TimesSpec): string =>
  `Simulation: gradient flow by Dormand–Prince 5(4), relative tolerance ${number(relativeTolerance)}, absolute tolerance ` +
  `${number(absoluteTolerance)}, to t = ${number(last)}.`;

/** Learning rates, where they are not 1. */
export const learningRates = ({ etaA, etaW }: { readonly etaA: number; readonly etaW: number }): string =>
  etaA === 1 && etaW === 1 ? "" : ` Learning rates η_a = ${number(etaA)}, η_w = ${number(etaW)}.`;
