/** What was computed, and how long that took. */
export interface Timed<T> {
  readonly value: T;
  readonly milliseconds: number;
}

/** Computes something, by the clock. */
export function timed<T>(compute: () => T): Timed<T> {
  const began = performance.now();
  const value = compute();
  return { value, milliseconds: performance.now() - began };
}

/**
 * A function that computes anew only when what the result depends on is another than the last time: what does not follow a slider is not computed for each
 * of its moves.
 *
 * @param keyOf what the result depends on, as text.
 */
export function remembered<V, T>(keyOf: (values: V) => string, compute: (values: V) => T): (values: V) => Timed<T> {
  let last: { readonly key: string; readonly result: Timed<T> } | undefined;
  return (values) => {
    const key = keyOf(values);
    if (last?.key !== key) last = { key, result: timed(() => compute(values)) };
    return last.result;
  };
}
