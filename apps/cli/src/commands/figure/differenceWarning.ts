import type { FigureData } from "@lazyrich/figures";
import { type Row, shortNumber } from "@lazyrich/tables";

/** A simulation that strays by more than this part of a quantity's range is seen in the picture. */
const SEEN = 1e-3;

/** Below this part of its size a quantity that stays constant differs by the tolerance of the simulation alone, */
const CONSTANT = 1e-6;

/** and one that stays 0 by rounding. */
const ROUNDING = 1e-12;

/** The most that a line names. */
const MOST_DELTAS = 8;

interface Difference {
  readonly quantity: string;
  readonly isSeen: boolean;
  readonly largest: number;
  readonly range: number;
  /** Where it is seen, of the rows that name a delta. */
  readonly deltas: readonly number[];
}

/**
 * What to say where the exact solution and the simulation of a figure, columns `${quantity}Exact` and `${quantity}Simulated`, can be seen to differ.
 *
 * @returns undefined where they agree.
 */
export function differenceWarning({ tables }: FigureData): string | undefined {
  const seen = Object.values(tables)
    .flatMap((rows) => quantitiesOf(rows).map((quantity) => differenceOf(rows, quantity)))
    .filter(({ isSeen }) => isSeen);
  if (seen.length === 0) return undefined;
  const { quantity, largest, range } = seen.reduce((most, each) => (each.largest > most.largest ? each : most));
  const deltas = [...new Set(seen.flatMap((each) => each.deltas))].map(shortNumber);
  const more = deltas.length > MOST_DELTAS ? ` and ${deltas.length - MOST_DELTAS} more` : "";
  const where = deltas.length > 0 ? ` at delta = ${deltas.slice(0, MOST_DELTAS).join(", ")}${more}` : "";
  return (
    `exact solution and simulation differ by ${largest.toPrecision(2)} in ${quantity}, whose range is ${range.toPrecision(2)}${where === "" ? "" : `,${where}`}: ` +
    "so it is for a start on the separatrix of two basins of attraction, where the exact solution goes to the saddle and rounding takes " +
    "the simulation away from it; from any other start, expected smaller tolerances of the simulation"
  );
}

const quantitiesOf = ([row = {}]: readonly Row[]): string[] =>
  Object.keys(row)
    .filter((column) => column.endsWith("Exact"))
    .map((column) => column.slice(0, -"Exact".length))
    .filter((quantity) => `${quantity}Simulated` in row);

function differenceOf(rows: readonly Row[], quantity: string): Difference {
  const pairs = rows.flatMap((row) => {
    const [exact, simulated] = [row[`${quantity}Exact`], row[`${quantity}Simulated`]];
    return typeof exact === "number" && typeof simulated === "number" ? [{ exact, simulated, delta: row.delta }] : [];
  });
  let [least, greatest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const { exact, simulated } of pairs) {
    least = Math.min(least, exact, simulated);
    greatest = Math.max(greatest, exact, simulated);
    largest = Math.max(largest, Math.abs(exact - simulated));
  }
  const range = greatest - least;
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const limit = Math.max(SEEN * range, CONSTANT * size, ROUNDING);
  const strays = pairs.filter(({ exact, simulated }) => Math.abs(exact - simulated) > limit);
  const deltas = strays.flatMap(({ delta }) => (typeof delta === "number" ? [delta] : []));
  return { quantity, isSeen: largest > limit, largest, range, deltas: [...new Set(deltas)] };
}
