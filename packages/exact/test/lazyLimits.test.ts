import { describe, expect, it } from "vitest";
import { downstreamLimit, type FunctionPath, singleNeuron, upstreamLimit } from "../src/index.js";
import { distance, norm } from "./norm.js";

/** The neuron on the level set of delta with the function beta0 and a > 0. */
function start(beta0: readonly number[], delta: number, etaA: number, etaW: number): { a0: number; w0: number[] } {
  const product = 2 * Math.sqrt(etaA * etaW) * norm(beta0);
  const large = (Math.hypot(delta, product) + Math.abs(delta)) / 2;
  const a0 = Math.sqrt((delta > 0 ? large : (product * product) / 4 / large) / etaW);
  return { a0, w0: beta0.map((entry) => entry / a0) };
}

describe.each([
  ["a start beside the target", [0.6, 0.1, -0.2]],
  ["a start that points away from it", [-0.7, 0.4, 0.1]],
])("%s", (_, beta0) => {
  const betaStar = [1.2, 0.5, 0.3];
  const rates = { etaA: 0.7, etaW: 1.6, inputScale: 1.3 };

  /** The largest distance to the exact path over all phases of learning. */
  function gap(delta: number, limit: (problem: Parameters<typeof upstreamLimit>[0]) => FunctionPath): number {
    const path = limit({ beta0, betaStar, delta, ...rates });
    const solution = singleNeuron({ ...start(beta0, delta, rates.etaA, rates.etaW), betaStar, ...rates });
    const times = Array.from({ length: 200 }, (_unused, i) => 10 ** (-8 + i / 14));
    const { beta } = solution.trajectory(times);
    const buffer = new Float64Array(3);
    return Math.max(
      ...times.map((time, i) => {
        expect(path.at(time, buffer)).toBe(buffer);
        return distance(buffer, beta.subarray(3 * i, 3 * i + 3));
      }),
    );
  }

  it("upstream: the exact path comes nearer like 1/delta^2", () => {
    const ratio = gap(1e4, upstreamLimit) / gap(1e3, upstreamLimit);
    expect(ratio).toBeGreaterThan(0.0099);
    expect(ratio).toBeLessThan(0.0101);
  });

  it("downstream: the exact path comes nearer like 1/delta^2, through both phases", () => {
    const ratio = gap(-1e5, downstreamLimit) / gap(-1e4, downstreamLimit);
    expect(ratio).toBeGreaterThan(0.0099);
    expect(ratio).toBeLessThan(0.0101);
  });
});

it("ends at the target, and downstream at 0 from a start at right angles to it", () => {
  const problem = { beta0: [-0.7, 0.4, 0.1], betaStar: [1.2, 0.5, 0.3] };
  for (const path of [upstreamLimit({ ...problem, delta: 2 }), downstreamLimit({ ...problem, delta: -2 })]) {
    expect([...path.limit()]).toEqual(problem.betaStar);
    expect(distance(path.at(1e3), path.limit())).toBeLessThan(1e-15);
  }
  const across = downstreamLimit({ beta0: [0, 3], betaStar: [2, 0], delta: -1 });
  expect([...across.limit()]).toEqual([0, 0]);
  expect(norm(across.at(1e3))).toBeLessThan(1e-300);
});

it("refuses the other sign of delta, and a start without direction", () => {
  const problem = { beta0: [1, 0], betaStar: [0, 1] };
  expect(() => upstreamLimit({ ...problem, delta: -1 })).toThrow(
    new RangeError("delta is -1; expected a number above 0, or use downstreamLimit"),
  );
  expect(() => downstreamLimit({ ...problem, delta: 0 })).toThrow(
    new RangeError("delta is 0; expected a number below 0, or use upstreamLimit"),
  );
  expect(() => downstreamLimit({ ...problem, beta0: [0, 0], delta: -1 })).toThrow("beta0 is 0");
  expect(() => upstreamLimit({ ...problem, beta0: [1], delta: 1 })).toThrow(
    new RangeError("betaStar has length 2; expected 1, as beta0"),
  );
});
