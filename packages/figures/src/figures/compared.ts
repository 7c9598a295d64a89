import type { Row } from "@lazyrich/tables";

/** Quantities by name, each of length T, or T x d, row-major. */
export type Observed = Readonly<Record<string, ArrayLike<number>>>;

/**
 * A trajectory as rows, one a time: what it is of, t, and for each quantity its simulated and its exact value, in columns whose names end in `Simulated`
 * and `Exact`. A quantity of d > 1 components is d columns, numbered from 1; what is not a number is null.
 */
export function comparedRows(identity: Row, times: Float64Array, exact: Observed, simulated: Observed): Row[] {
  return Array.from(times, (t, i) => {
    const row: Row = { ...identity, t };
    for (const [quantity, followed] of Object.entries(simulated)) {
      const known = exact[quantity];
      const d = followed.length / times.length;
      for (let k = 0; k < d; k++) {
        const name = d === 1 ? quantity : `${quantity}${k + 1}`;
        row[`${name}Simulated`] = finiteOrNull(followed[i * d + k]!);
        if (known !== undefined) row[`${name}Exact`] = finiteOrNull(known[i * d + k]!);
      }
    }
    return row;
  });
}

/** max |exact - simulated| over rows, from the columns that end in `Exact` and `Simulated`; null is nowhere and counts for nothing. */
export function largestDifference(...tables: readonly (readonly Row[])[]): number {
  let largest = 0;
  for (const row of tables.flat())
    for (const [column, exact] of Object.entries(row)) {
      if (!column.endsWith("Exact")) continue;
      const simulated = row[column.replace(/Exact$/, "Simulated")];
      if (typeof exact === "number" && typeof simulated === "number")
        largest = Math.max(largest, Math.abs(exact - simulated));
    }
  return largest;
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
