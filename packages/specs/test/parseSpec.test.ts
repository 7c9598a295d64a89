import { expect, test } from "vitest";
import * as z from "zod/mini";
import { parseSpec } from "../src/parseSpec.js";
import { SpecError } from "../src/specError.js";

const schema = z.strictObject({
  deltas: z.array(z.number()).check(z.minLength(1), z.maxLength(3)),
  beta0: z._default(z.tuple([z.number(), z.number()]), [1, 0]),
  etaA: z._default(z.number().check(z.positive()), 1),
  share: z._default(z.number().check(z.minimum(0), z.lt(1)), 0),
  count: z._default(z.int(), 2),
  axis: z._default(z.enum(["linear", "log"]), "log"),
  times: z.prefault(
    z
      .strictObject({ first: z._default(z.number().check(z.positive()), 0.1), last: z._default(z.number(), 1) })
      .check(z.refine((times) => times.first < times.last, { path: ["last"], error: "is not later than times.first" })),
    {},
  ),
  start: z._default(z.union([z.number(), z.array(z.number()), z.strictObject({ a0: z.number() })]), 0),
});
const errorOf = (value: unknown, path?: readonly PropertyKey[]) => {
  try {
    parseSpec(schema, value, path);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test("a good spec comes back with its defaults", () => {
  expect(parseSpec(schema, { deltas: [1] })).toEqual({
    deltas: [1],
    ...{ beta0: [1, 0], etaA: 1, share: 0, count: 2, axis: "log", times: { first: 0.1, last: 1 }, start: 0 },
  });
});

test.each([
  [undefined, "spec is missing; expected an object"],
  [[], "spec is an array of length 0; expected an object"],
  [{}, "spec.deltas is missing; expected an array"],
  [{ deltas: [] }, "spec.deltas is an array of length 0; expected at least 1 entry"],
  [{ deltas: [1, 2, 3, 4] }, "spec.deltas is an array of length 4; expected at most 3 entries"],
  [{ deltas: [1, 2, "x"] }, 'spec.deltas[2] is "x"; expected a finite number'],
  [{ deltas: [Number.NaN] }, "spec.deltas[0] is NaN; expected a finite number"],
  [{ deltas: [Number.NEGATIVE_INFINITY] }, "spec.deltas[0] is -Infinity; expected a finite number"],
  [{ deltas: [1], etaA: 0 }, "spec.etaA is 0; expected a positive number"],
  [{ deltas: [1], share: 1 }, "spec.share is 1; expected a number that is less than 1"],
  [{ deltas: [1], share: -1 }, "spec.share is -1; expected a number that is at least 0"],
  [{ deltas: [1], count: 1.5 }, "spec.count is 1.5; expected an integer"],
  [{ deltas: [1], axis: "lin" }, 'spec.axis is "lin"; expected one of "linear", "log"'],
  [{ deltas: [1], beta0: [1] }, "spec.beta0 is an array of length 1; expected at least 2 entries"],
  [{ deltas: [1], beta0: [1, 2, 3] }, "spec.beta0 is an array of length 3; expected at most 2 entries"],
  [{ deltas: [1], times: { first: 2 } }, "spec.times.last is not later than times.first"],
  [{ deltas: [1], times: { frist: 2 } }, 'spec.times has no field "frist"; did you mean "first"?'],
  [
    { deltas: [1], color: 2 },
    'spec has no field "color"; expected deltas, beta0, etaA, share, count, axis, times, start',
  ],
  [{ delta: [1] }, 'spec has no field "delta"; did you mean "deltas"?'],
  [{ colors: [1] }, "spec.deltas is missing; expected an array"],
  [{ deltas: 1 }, "spec.deltas is 1; expected an array, such as [1]"],
  [{ deltas: "0:1:3" }, 'spec.deltas is "0:1:3"; expected an array'],
  [{ deltas: [1], start: "x" }, 'spec.start is "x"; expected a finite number or an array or an object'],
  [{ deltas: [1], start: [1, "x"] }, 'spec.start[1] is "x"; expected a finite number'],
  [{ deltas: [1], start: { a0: null } }, "spec.start.a0 is null; expected a finite number"],
])("%j: %s", (value, message) => {
  expect(errorOf(value)).toBe(message);
});

test("the name of the field stands on the place of the spec, and fits a line", () => {
  expect(errorOf({ deltas: ["x"] }, [3])).toBe('spec[3].deltas[0] is "x"; expected a finite number');
  const long = errorOf({ deltas: [`${"x".repeat(1000)}\n`] });
  expect(long).toBe(`spec.deltas[0] is "${"x".repeat(40)}..."; expected a finite number`);
  expect(errorOf({ deltas: [1], "a\nb": 1 })).toContain('has no field "a\\nb"');
});

test("keys of Object.prototype are unknown fields, not values", () => {
  expect(errorOf(JSON.parse('{"__proto__": {"deltas": [1]}}'))).toMatch(/^spec/);
  expect(errorOf(JSON.parse('{"deltas": [1], "constructor": 1}'))).toMatch(/^spec has no field "constructor"/);
});

test("what is said of a field stays on one line, whatever is named in it", () => {
  const error = new SpecError(["task", "X"], "names a\nb\t.csv, which cannot be read");
  expect(error.message).toBe("spec.task.X names a\\nb\\t.csv, which cannot be read");
  expect(error.problem).toBe("names a\\nb\\t.csv, which cannot be read");
});
