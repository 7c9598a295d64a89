import fc from "fast-check";
import { expect, test } from "vitest";
import { expandRanges } from "../src/expandRanges.js";
import { parseSpec } from "../src/parseSpec.js";
import { rangeField, rangeValues } from "../src/range.js";
import { roundedValue } from "../src/roundedValue.js";

// a decimal as one writes it: up to six digits and a power of ten
const decimal = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -12, max: 6 }))
  .map(([digits, power]) => Number(`${digits}e${power}`));
const count = fc.integer({ min: 2, max: 40 });

test("a finer grid contains the coarser, and its ends are as written", () => {
  fc.assert(
    fc.property(decimal, decimal, count, fc.integer({ min: 2, max: 9 }), (a, b, n, times) => {
      const coarse = rangeValues({ linspace: [a, b], count: n });
      const fine = rangeValues({ linspace: [a, b], count: (n - 1) * times + 1 });
      expect(fine.filter((_, i) => i % times === 0)).toEqual(coarse);
      expect([coarse[0], coarse.at(-1)]).toEqual([a + 0, b + 0]);
    }),
    { seed: 1, numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 40 }), count, (p, width, n) => {
      const coarse = rangeValues({ logspace: [p / 10, (p + width) / 10], count: n });
      const fine = rangeValues({ logspace: [p / 10, (p + width) / 10], count: (n - 1) * 3 + 1 });
      expect(fine.filter((_, i) => i % 3 === 0)).toEqual(coarse);
    }),
    { seed: 2, numRuns: 500 },
  );
});

// printed by NumPy 2.4.6: np.linspace(-1, 1, 17), np.arange(0.1, 0.75, 0.1), np.logspace(-1, 0.3, 5)
test.each([
  [
    { linspace: [-1, 1], count: 17 },
    [-1, -0.875, -0.75, -0.625, -0.5, -0.375, -0.25, -0.125, 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1],
  ],
  [{ linspace: [0.1, 0.7], count: 7 }, [0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6, 0.7000000000000001]],
  [
    { logspace: [-1, 0.3], count: 5 },
    [0.1, 0.21134890398366465, 0.44668359215096315, 0.9440608762859236, 1.9952623149688795],
  ],
] as const)("%j is a list of NumPy, rounded", (range, numpy) => {
  expect(rangeValues(range)).toEqual(numpy.map(roundedValue));
});

test("the middle of symmetric ends is 0 where adding steps misses it", () => {
  expect(rangeValues({ linspace: [-1, 1], count: 99 })[49]).toBe(0);
  expect(rangeValues({ linspace: [-0.3, 0.3], count: 7 })).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
});

test("powers of ten and two are themselves, and so are whole numbers", () => {
  const powers = Array.from({ length: 601 }, (_, i) => Number(`1e${i - 300}`));
  expect(rangeValues({ logspace: [-300, 300], count: 601 })).toEqual(powers);
  expect(powers.map(roundedValue)).toEqual(powers);
  const twos = Array.from({ length: 200 }, (_, i) => 2 ** (i - 100));
  expect(twos.map(roundedValue)).toEqual(twos);
  expect(roundedValue(2 ** 53 - 1)).toBe(2 ** 53 - 1);
  expect(roundedValue(0.1 + 0.2)).toBe(0.3);
  expect(Object.is(roundedValue(-0), 0)).toBe(true);
  expect(rangeValues({ integers: [-1, 3] })).toEqual([-1, 0, 1, 2, 3]);
  expect(rangeValues({ linspace: [0.5, 2], count: 1 })).toEqual([0.5]);
});

test.each([
  [{ linspace: [0, 1], count: 3 }, ""],
  [{ integers: [2, 2] }, ""],
  [{}, "spec.tau is no range; expected one of linspace, logspace, integers in it"],
  [{ linspace: [0, 1] }, "spec.tau.count is missing; expected an integer"],
  [{ logspace: [0, 1], count: 0 }, "spec.tau.count is 0; expected a number that is at least 1"],
  [{ logspace: [0, 1], count: 1e7 }, "spec.tau.count is 10000000; expected a number that is at most 1000000"],
  [{ logspace: [0, 309], count: 2 }, "spec.tau.logspace[1] is 309; expected a number that is at most 308"],
  [{ linspace: [0, 1], logspace: [0, 1], count: 2 }, "spec.tau has both linspace and logspace; expected one of them"],
  [{ integers: [1, 3], count: 3 }, "spec.tau.count is 3; expected no count beside integers"],
  [{ integers: [3, 1] }, "spec.tau.integers[1] is 1; expected at least 3, the first"],
  [{ integers: [1, 1e9] }, "spec.tau.integers has 1000000000 values; expected at most 1000000"],
  [{ integers: [1, 1.5] }, "spec.tau.integers[1] is 1.5; expected an integer"],
  [{ linspace: [0], count: 3 }, "spec.tau.linspace is an array of length 1; expected at least 2 entries"],
  [{ linspace: [0, "1"], count: 3 }, 'spec.tau.linspace[1] is "1"; expected a finite number'],
  [{ logspac: [0, 1], count: 3 }, 'spec.tau has no field "logspac"; did you mean "logspace"?'],
])("%j: %s", (range, message) => {
  const check = () => parseSpec(rangeField, range, ["tau"]);
  if (message === "") expect(check()).toEqual(range);
  else expect(check).toThrow(expect.objectContaining({ name: "SpecError", message }));
});

test("a range stands for its list anywhere in a spec", () => {
  const spec = { deltas: { linspace: [-1, 1], count: 3 }, name: "a", inner: [{ at: { logspace: [0, 2], count: 3 } }] };
  expect(expandRanges(spec)).toEqual({ deltas: [-1, 0, 1], name: "a", inner: [{ at: [1, 10, 100] }] });
  expect(expandRanges({ seeds: { integers: [3, 5] } })).toEqual({ seeds: [3, 4, 5] });
  expect(() => expandRanges({ deltas: { linspace: [-1, 1] } })).toThrow("spec.deltas.count is missing");
});
