import type { SimulationSpec, TimesSpec } from "./figureFields.js";

const superscripts: Readonly<Record<string, string>> = {
  ...{ "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴" },
  ...{ "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" },
};

/** A number in running text: a true minus sign, at most `digits` significant digits, powers of ten where it is far from 1, ∞. */
export function number(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (magnitude === 0) return "0";
  const isPower = magnitude >= 1e4 && Number.isInteger(Math.log10(magnitude));
  if (magnitude >= 1e-3 && magnitude < 1e5 && !isPower) return sign + String(Number(magnitude.toPrecision(digits)));
  const [factor, exponent] = magnitude.toExponential(digits - 1).split("e") as [string, string];
  const power = `10${[...String(Number(exponent))].map((character) => superscripts[character]!).join("")}`;
  return Number(factor) === 1 ? sign + power : `${sign}${Number(factor)}·${power}`;
}

/** A number that was measured: two digits are what a picture can show. */
export const measured = (value: number): string => number(value, 2);

/** "−2, 0 and 2" */
export const list = (values: readonly number[]): string => enumerated(values.map((value) => number(value)));

/** "a, b and c" */
export const enumerated = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** "(0, 1)" */
export const vector = (values: readonly number[]): string => `(${values.map((value) => number(value, 4)).join(", ")})`;

/** "(a)", "(b)", ... as a figure letters its panels. */
export const letter = (index: number): string => `(${String.fromCharCode(97 + index)})`;

/** "1 seed", "2 seeds". */
export const counted = (count: number, thing: string): string => `${number(count)} ${thing}${count === 1 ? "" : "s"}`;

/** Which line is which, what simulated, how tightly, and how far. */
export const simulatedBy = ({ relativeTolerance, absoluteTolerance }: SimulationSpec, { last }: TimesSpec): string =>
  "Dashed: exact solution. Solid: simulation, gradient flow by Dormand–Prince 5(4) with relative tolerance " +
  `${number(relativeTolerance)} and absolute tolerance ${number(absoluteTolerance)}, to t = ${number(last)}.`;

/** Learning rates, where they are not 1. */
export const learningRates = ({ etaA, etaW }: { readonly etaA: number; readonly etaW: number }): string =>
  etaA === 1 && etaW === 1 ? "" : ` Learning rates η_a = ${number(etaA)}, η_w = ${number(etaW)}.`;
