import { matrixFromRows, nullSpaceProjector } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { potentialSlope } from "../src/bias/potential.js";
import {
  conservedQuantity,
  deepImplicitBias,
  implicitBias,
  implicitBiasObjective,
  potential,
  singleNeuron,
} from "../src/index.js";
import { distance, norm } from "./norm.js";
import references from "./references/implicit-bias.json" with { type: "json" };

const canonical = (etaA: number, etaW: number): number => Math.sqrt(etaA * etaW);

describe.each(references.map((reference, index) => ({ index, ...reference })))(
  "60-digit reference $index (d = $d, n = $n, delta = $delta)",
  (reference) => {
    const X = matrixFromRows(reference.X);
    const bias = implicitBias({ ...reference, X });

    it("ends where the reference does", () => {
      expect(distance(bias.betaInfinity, reference.betaInfinity)).toBeLessThanOrEqual(
        1e-14 * norm(reference.betaInfinity),
      );
      expect(bias.interpolates).toBe(true);
      // the flow was integrated independently, and agreed
      if (reference.agreesWithFlow) expect(bias.condition).not.toBe("fails");
    });

    it("meets the conditions of a constrained minimum: X beta = y, and grad Psi moved in the row space only", () => {
      for (const [i, row] of reference.X.entries()) {
        const value = row.reduce((sum, x, j) => sum + x * bias.betaInfinity[j]!, 0);
        expect(Math.abs(value - reference.y[i]!)).toBeLessThan(1e-13 * norm(row) * norm(bias.betaInfinity));
      }
      const gradient = (beta: ArrayLike<number>): number[] => {
        const slope = potentialSlope(beta, reference);
        return Array.from(beta, (entry) => (slope * entry) / norm(beta));
      };
      const start = gradient(reference.beta0);
      const moved = gradient(bias.betaInfinity).map((entry, i) => entry - start[i]!);
      const projector = nullSpaceProjector(X);
      const inNullSpace = Array.from({ length: reference.d }, (_, i) =>
        moved.reduce((sum, entry, j) => sum + projector.data[i * reference.d + j]! * entry, 0),
      );
      expect(norm(inNullSpace)).toBeLessThan(1e-13 * norm(start));
    });

    it("has no solution of a lower objective beside it", () => {
      const least = implicitBiasObjective(bias.betaInfinity, reference);
      const projector = nullSpaceProjector(X);
      for (let j = 0; j < reference.d; j++) {
        for (const step of [-1e-3, 1e-3]) {
          const beside = bias.betaInfinity.map((entry, i) => entry + step * projector.data[i * reference.d + j]!);
          expect(implicitBiasObjective(beside, reference)).toBeGreaterThanOrEqual(least - 1e-13 * Math.abs(least));
        }
      }
    });
  },
);

describe("limits", () => {
  const problem = { X: matrixFromRows([[0.5, 1, -0.3]]), y: [1.1], beta0: [0.5, 0, 0.2] };
  const upstream = implicitBias({ ...problem, delta: Number.POSITIVE_INFINITY });
  const downstream = implicitBias({ ...problem, delta: Number.NEGATIVE_INFINITY });

  it("delta -> +infinity projects beta0 on the solutions", () => {
    const square = 0.5 ** 2 + 1 + 0.3 ** 2;
    const step = (1.1 - (0.5 * 0.5 - 0.3 * 0.2)) / square;
    expect(distance(upstream.betaInfinity, [0.5 + 0.5 * step, step, 0.2 - 0.3 * step])).toBeLessThan(1e-15);
    expect(upstream.condition).toBe("holds");
  });

  it("delta -> -infinity scales beta0 to a solution", () => {
    const factor = 1.1 / (0.5 * 0.5 - 0.3 * 0.2);
    const scaled = problem.beta0.map((entry) => factor * entry);
    expect(distance(downstream.betaInfinity, scaled)).toBeLessThan(1e-14 * norm(scaled));
    expect(downstream.condition).toBe("holds");
  });

  it.each([
    [1, upstream],
    [-1, downstream],
  ])("large finite delta of sign %d is within O(1/delta^2) of it, without loss of digits at 1e12", (sign, limit) => {
    const gap = (size: number): number =>
      distance(implicitBias({ ...problem, delta: sign * size }).betaInfinity, limit.betaInfinity);
    expect(gap(1e5) / gap(1e4)).toBeLessThan(0.0101);
    expect(gap(1e12)).toBeLessThan(1e-14);
  });

  it("delta -> 0 from both sides meets delta = 0", () => {
    const balanced = implicitBias({ ...problem, delta: 0 }).betaInfinity;
    for (const delta of [1e-9, -1e-9]) {
      expect(distance(implicitBias({ ...problem, delta }).betaInfinity, balanced)).toBeLessThan(1e-8);
    }
  });
});

describe("whether beta keeps away from 0", () => {
  const X = matrixFromRows([[1, 0]]);
  it("fails where the exact solution of the one-sample flow changes the sign of its readout, which ends at throughZero", () => {
    const [delta, beta0] = [-2, [-1, 0.4]];
    const bias = implicitBias({ X, y: [1], beta0, delta });
    expect(bias.condition).toBe("fails");
    expect(bias.reason).toContain("passes through 0");
    const size = Math.hypot(delta, 2 * norm(beta0));
    const a0 = Math.sqrt((size + delta) / 2);
    const w0 = beta0.map((entry) => entry / a0);
    expect(conservedQuantity(a0, w0)).toBeCloseTo(delta, 12);
    const { a, w } = singleNeuron({ a0, w0: [w0[0]!], betaStar: [1] }).limit();
    expect(a).toBeLessThan(0);
    expect(distance(bias.throughZero, [a * w[0]!, a * w0[1]!])).toBeLessThan(1e-14);
  });

  it("is undecided for several scales of the inputs and a loss above that of 0", () => {
    const bias = implicitBias({
      X: matrixFromRows([
        [1, 0, 0],
        [0, 2, 0],
      ]),
      y: [1, 1],
      beta0: [-1, -1, 0.1],
      delta: -2,
    });
    expect(bias.condition).toBe("undecided");
    expect(bias.reason).toContain("may pass through 0");
  });

  it("tells a target that is off by a millionth from one that is off by rounding", () => {
    const X = matrixFromRows([
      [1, 2, 0],
      [0.1, 0.2, 0],
    ]);
    for (const [off, interpolates] of [
      [1e-6, false],
      [1e-16, true],
    ] as const) {
      expect(implicitBias({ X, y: [3, 0.3 + off], beta0: [1, 0, 1], delta: 1 }).interpolates).toBe(interpolates);
    }
  });

  it("names a result that is beyond the numbers", () => {
    const X = matrixFromRows([[0, 1e-100]]);
    const far = { X, y: [1e300], beta0: [1, 1] };
    expect(() => implicitBias({ ...far, delta: 1 })).toThrow(
      /^minimumNorm is beyond the largest number; expected X, y/,
    );
    expect(() => deepImplicitBias({ ...far, depth: 3 })).toThrow(/^minimumNorm is beyond the largest number/);
    const ends = deepImplicitBias({ X: matrixFromRows([[0.5, 0]]), y: [1], beta0: [0.3, 1e300], depth: 1 });
    expect(ends.betaInfinity[1]! / 1e300).toBeCloseTo(1, 12);
  });

  it("says that y is out of reach", () => {
    const twice = matrixFromRows([
      [1, 0],
      [1, 0],
    ]);
    const bias = implicitBias({ X: twice, y: [1, 3], beta0: [1, 1], delta: 1 });
    expect(bias.interpolates).toBe(false);
    expect(bias.betaInfinity[0]).toBeCloseTo(2, 14);
  });
});

describe("potential", () => {
  const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 4 });
  const rates = fc.record({
    delta: fc.double({ min: -50, max: 50, noNaN: true }),
    etaA: fc.double({ min: 0.1, max: 5, noNaN: true }),
    etaW: fc.double({ min: 0.1, max: 5, noNaN: true }),
  });

  it("has the slope of `potentialSlope` along beta", () => {
    fc.assert(
      fc.property(vector, rates, (direction, balance) => {
        fc.pre(norm(direction) > 0.1);
        const beta = (length: number): number[] =>
          direction.map((entry) => (entry / norm(direction)) * (length / canonical(balance.etaA, balance.etaW)));
        const step = 1e-4;
        const slope = (potential(beta(1 + step), balance) - potential(beta(1 - step), balance)) / (2 * step);
        const scale = Math.abs(potential(beta(1), balance)) + 1;
        expect(Math.abs(slope - potentialSlope(beta(1), balance))).toBeLessThan(1e-6 * scale);
      }),
      { seed: 31 },
    );
  });

  it("makes beta0 itself the minimum of the objective without constraints", () => {
    const balance = { delta: 1e3, beta0: [1, 2] };
    const at = implicitBiasObjective([1, 2], balance);
    for (const factor of [0.9, 1.1]) {
      expect(implicitBiasObjective([factor, 2 * factor], balance)).toBeGreaterThan(at);
    }
  });
});

describe("arguments", () => {
  const good = { X: matrixFromRows([[1, 0]]), y: [1], beta0: [1, 1], delta: 0 };
  it.each([
    [{ y: [1, 2] }, "y has length 2; expected 1, one a row of X"],
    [{ beta0: [1] }, "beta0 has length 1; expected 2, one a column of X"],
    [{ beta0: [0, 0] }, "beta0 is 0; expected a function with a direction"],
    [{ delta: Number.NaN }, "delta is NaN; expected a number"],
    [{ etaA: 0 }, "etaA is 0; expected a finite number above 0"],
    [{ beta0: [1, Number.NaN] }, "beta0[1] is NaN; expected a finite number"],
  ])("%j is refused", (change, message) => {
    expect(() => implicitBias({ ...good, ...change })).toThrow(new RangeError(message));
  });
});
