import type { Cell } from "./row.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Words of ours, of NumPy and pandas, and of R. */
const WORDS: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ["", null],
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...["NaN", "nan"].map((word) => [word, Number.NaN] as const),
  ...["Infinity", "inf", "Inf"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-Infinity", "-inf", "-Inf"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/**
 * What a field of a CSV file without quotes stands for: a number, true or false, null if empty, else the text itself.
 *
 * @param word a field as it stands in the file
 * @example
 * import { valueOfWord } from "@lazyrich/tables";
 * ["1e3", "TRUE", "", "lazy"].map(valueOfWord); // [1000, true, null, "lazy"]
 */
export function valueOfWord(word: string): Cell {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  return NUMBER.test(word) ? Number(word) : word;
}
