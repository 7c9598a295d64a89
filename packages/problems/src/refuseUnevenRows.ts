import { SpecError } from "@lazyrich/specs";

/** @throws SpecError that names the first row of another length. */
export function refuseUnevenRows(rows: readonly (readonly number[])[], path: readonly PropertyKey[]): void {
  const { length } = rows[0]!;
  const uneven = rows.findIndex((row) => row.length !== length);
  if (uneven > 0) {
    throw new SpecError(
      [...path, uneven],
      `has length ${rows[uneven]!.length}, but ${String(path.at(-1))}[0] has length ${length}`,
    );
  }
}
