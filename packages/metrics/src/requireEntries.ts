/** Throws a TypeError that names the argument unless it is an array of numbers: a matrix is told from its entries. */
export function requireEntries(name: string, entries: ArrayLike<number>): void {
  if (typeof entries?.length === "number") return;
  const isMatrix = "data" in Object(entries);
  throw new TypeError(
    `${name} is ${isMatrix ? "a matrix" : String(entries)}; expected an array of numbers${isMatrix ? `, ${name}.data` : ""}`,
  );
}
