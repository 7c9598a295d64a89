import { measures } from "@lazyrich/runs";

/** Columns of runs that papers write with a letter. */
const letters: Readonly<Record<string, string>> = {
  tau: "scale *τ*",
  delta: "*δ*",
  t: "time *t*",
  alpha: "*α*",
  gamma: "*γ*",
};

/** The name of a column of runs as a math label: what a measure says of itself, a letter, or its words. */
export function columnLabel(column: string): string {
  const measure = measures.find(({ name }) => name === column);
  if (measure !== undefined) return measure.label;
  if (Object.hasOwn(letters, column)) return letters[column]!;
  const words = column.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return words.replace(/[*_^\\]/g, (character) => `\\${character}`);
}
