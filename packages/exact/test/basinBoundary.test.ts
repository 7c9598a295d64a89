import fc from "fast-check";
import { expect, test } from "vitest";
import { basinBoundary, basinPart, singleNeuron, startsOnBothSides } from "../src/index.js";

const component = fc.oneof(
  fc.constant(0),
  fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.05),
);
const problem = fc.record({
  betaStar: fc.tuple(component, component).filter(([x, y]) => x !== 0 || y !== 0),
  etaA: fc.double({ min: 0.2, max: 4, noNaN: true }),
  etaW: fc.double({ min: 0.2, max: 4, noNaN: true }),
});
const readout = fc.double({ min: -2, max: 2, noNaN: true }).filter((a) => Math.abs(a) > 0.05);
const delta = fc.double({ min: -20, max: -0.01, noNaN: true });
const options = { seed: 7, numRuns: 200 };

test("the boundary satisfies its equation and keeps its delta, for every target", () => {
  fc.assert(
    fc.property(problem, readout, fc.double({ min: -4, max: 4, noNaN: true }), (task, a, v) => {
      const { betaStar, etaA, etaW } = task;
      const point = basinBoundary(task, a, v);
      const squares = etaW * a ** 2 + etaA * (point.w[0] ** 2 + point.w[1] ** 2);
      expect(Math.abs(etaW * a ** 2 - etaA * (point.w[0] ** 2 + point.w[1] ** 2) + v ** 2)).toBeLessThan(
        1e-13 * squares,
      );
      const product = 4 * etaA * etaW * (betaStar[0] ** 2 + betaStar[1] ** 2);
      const slope = a * etaW * (Math.sqrt(v ** 4 + product) - v ** 2);
      const along = 2 * etaA * etaW * (point.w[0] * betaStar[0] + point.w[1] * betaStar[1]);
      expect(Math.abs(along + slope)).toBeLessThan(1e-12 * (Math.abs(slope) + v ** 2 * Math.abs(a) * etaW));
    }),
    options,
  );
});

test("starts just on either side flow to opposite basins", () => {
  fc.assert(
    fc.property(problem, readout, delta, (task, a0, below) => {
      const basins = startsOnBothSides(task, { delta: below, a0, offset: 1e-7 }).map(({ a, w }) =>
        singleNeuron({ ...task, a0: a, w0: w }).basin(),
      );
      expect(basins).toEqual([1, -1]);
    }),
    options,
  );
});

test("starts from delta = 0 on share w and lie on different sheets", () => {
  fc.assert(
    fc.property(problem, readout, fc.constantFrom(0, 0.5, 3), (task, a0, above) => {
      const [first, second] = startsOnBothSides(task, { delta: above, a0, offset: 0.1 });
      expect(first.w).toEqual(second.w);
      expect([first, second].map(({ a, w }) => singleNeuron({ ...task, a0: a, w0: w }).basin())).toEqual([1, -1]);
      for (const { a, w } of [first, second])
        expect(task.etaW * a ** 2 - task.etaA * (w[0] ** 2 + w[1] ** 2)).toBeCloseTo(above, 10);
    }),
    options,
  );
});

test("the parts of a level set are in the basins whose colour they have", () => {
  fc.assert(
    fc.property(
      problem,
      readout,
      fc.oneof(delta, fc.constantFrom(0, 0.7)),
      fc.constantFrom(1 as const, -1 as const),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (task, a, level, basin, share) => {
        const height = level < 0 ? a : basin * (Math.sqrt(level / task.etaW) + Math.abs(a));
        const point = basinPart(task, { delta: level, basin }, height, share);
        expect(singleNeuron({ ...task, a0: point.a, w0: point.w }).basin()).toBe(basin);
      },
    ),
    options,
  );
});
