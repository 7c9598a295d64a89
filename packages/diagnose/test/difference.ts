/** The largest difference, relative if not said to be absolute, of numbers at the same places; only what the reference has counts. */
export function difference(found: unknown, reference: unknown, isAbsolute = false): number {
  if (typeof reference === "number") {
    const by = Math.abs((found as number) - reference);
    return typeof found === "number" ? by / (isAbsolute ? 1 : Math.abs(reference) || 1) : Number.POSITIVE_INFINITY;
  }
  if (typeof reference !== "object" || reference === null) return found === reference ? 0 : Number.POSITIVE_INFINITY;
  const of = found as Record<string, unknown>;
  return Math.max(0, ...Object.entries(reference).map(([key, each]) => difference(of[key], each, isAbsolute)));
}
