import type { Row } from "@lazyrich/tables";

/** max |exact - simulated| over rows, from the columns `${quantity}Exact` and `${quantity}Simulated`; null is nowhere and counts for nothing. */
export function largestDifference(rows: readonly Row[], quantities: readonly string[]): number {
  let largest = 0;
  for (const row of rows)
    for (const quantity of quantities) {
      const exact = row[`${quantity}Exact`];
      const simulated = row[`${quantity}Simulated`];
      if (typeof exact === "number" && typeof simulated === "number")
        largest = Math.max(largest, Math.abs(exact - simulated));
    }
  return largest;
}

/** A number as rows keep it: null where it is undefined. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
