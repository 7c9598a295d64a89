import { SpecError } from "@lazyrich/specs";
import { refuseUnevenRows } from "./refuseUnevenRows.js";

/** @throws SpecError unless X has rows of one length and y a target for each. */
export function refuseUnfitSamples(
  { X, y }: { readonly X: readonly (readonly number[])[]; readonly y: readonly number[] },
  path: readonly PropertyKey[],
): void {
  refuseUnevenRows(X, [...path, "X"]);
  if (y.length !== X.length) {
    const rows = `${X.length} ${X.length === 1 ? "row" : "rows"}`;
    throw new SpecError([...path, "y"], `has length ${y.length}, but X has ${rows}`);
  }
}
