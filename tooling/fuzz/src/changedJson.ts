import fc from "fast-check";

type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** What stands in no spec, or at the edge of what may: of every kind, of every size a number has. */
const intruder: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(null, true, "", "x", [], {}, [[]], [null], { linspace: [0, 1], count: 3 }, { values: [1, "1"] }),
  fc.constantFrom("__proto__", "constructor", "NaN", "a\nb", "\ud800"),
  fc.constantFrom(0, -0, 1, -1, 0.5, 2.5, 3, 7, 1e-300, 1e300, -1e308, 2 ** 31, 2 ** 53, 5e-324),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }), { maxLength: 5 }),
);

const change = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom("replace", "replace", "replace", "remove", "add", "repeat"),
  value: intruder,
  name: fc.constantFrom("extra", "__proto__", "toString", "name", "times", "values"),
});

/** A JSON value with one to three changes: a part of it replaced, removed or repeated, or a field added. */
export const changedJson = (original: unknown): fc.Arbitrary<unknown> =>
  fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let value: unknown = original;
    for (const each of changes) value = changed(value, each);
    return value;
  });

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(original: unknown, { place, kind, value, name }: Change): unknown {
  const root = { value: structuredClone(original) };
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: object): void => {
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, key });
      const inner = (holder as Record<string, unknown>)[key];
      if (typeof inner === "object" && inner !== null) visit(inner);
    }
  };
  visit(root);
  const { holder, key } = places[place % places.length]!;
  const there = holder[key];
  if (kind === "replace" || holder === (root as object)) holder[key] = value;
  else if (kind === "repeat") holder[key] = [there, there];
  else if (kind === "add")
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return root.value;
}
