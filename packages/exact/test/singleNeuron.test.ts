import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conservedQuantity, singleNeuron } from "../src/index.js";
import { distance, norm } from "./norm.js";

const number = fc.double({ min: -3, max: 3, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-6);
const rate = fc.double({ min: 0.1, max: 4, noNaN: true });
const time = fc.double({ min: 0, max: 20, noNaN: true });
const problem = fc.integer({ min: 1, max: 5 }).chain((d) =>
  fc.record({
    a0: number,
    w0: fc.array(number, { minLength: d, maxLength: d }),
    betaStar: fc.array(number, { minLength: d, maxLength: d }),
    etaA: rate,
    etaW: rate,
    inputScale: rate,
  }),
);

type State = readonly [a: number, ...w: number[]];

function stateAt(solution: ReturnType<typeof singleNeuron>, at: number): State {
  const { a, w } = solution.at(at);
  return [a, ...w];
}

/** How much the flow magnifies a small change of the start by the given time, from a start changed at random. */
function conditioning(start: Parameters<typeof singleNeuron>[0], at: number): number {
  const step = 1e-9;
  const changed = singleNeuron({
    ...start,
    a0: start.a0 + step,
    w0: Array.from(start.w0, (entry, i) => entry + (i % 2 === 0 ? step : -step)),
  });
  return 1 + distance(stateAt(changed, at), stateAt(singleNeuron(start), at)) / step;
}

describe("an exact solution", () => {
  it("has the semigroup property: s + t is s, then t", () => {
    fc.assert(
      fc.property(problem, time, time, (start, s, t) => {
        const solution = singleNeuron(start);
        const [a, ...w] = stateAt(solution, s);
        const later = singleNeuron({ ...start, a0: a, w0: w });
        const whole = stateAt(solution, s + t);
        const size = 1 + norm(whole) + norm([start.a0, ...start.w0]) + norm(start.betaStar);
        const tolerance = 1e-13 * size * conditioning({ ...start, a0: a, w0: w }, t);
        expect(distance(stateAt(later, t), whole)).toBeLessThan(tolerance);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it("turns with the inputs", () => {
    fc.assert(
      fc.property(problem, time, fc.double({ min: 0, max: 6, noNaN: true }), (start, t, angle) => {
        fc.pre(start.w0.length >= 2);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const turned = (v: readonly number[]): number[] => [
          c * v[0]! - s * v[1]!,
          s * v[0]! + c * v[1]!,
          ...v.slice(2),
        ];
        const [a, ...w] = stateAt(singleNeuron(start), t);
        const there = stateAt(singleNeuron({ ...start, w0: turned(start.w0), betaStar: turned(start.betaStar) }), t);
        expect(distance(there, [a, ...turned(w)])).toBeLessThan(1e-13 * (1 + norm(there)) * conditioning(start, t));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("solves the equations of gradient flow", () => {
    fc.assert(
      fc.property(problem, time, (start, t) => {
        const { a0, etaA, etaW, inputScale, betaStar } = start;
        const solution = singleNeuron(start);
        const step = 1e-5;
        const [a, ...w] = stateAt(solution, t + step);
        const [before, after] = [stateAt(solution, t), stateAt(solution, t + 2 * step)];
        const residual = w.map((entry, i) => a * entry - betaStar[i]!);
        const velocity = [
          -inputScale * etaA * w.reduce((sum, entry, i) => sum + entry * residual[i]!, 0),
          ...residual.map((entry) => -inputScale * etaW * a * entry),
        ];
        const measured = velocity.map((_, i) => (after[i]! - before[i]!) / (2 * step));
        const size = 1 + Math.abs(a0) + norm(start.w0) + norm(betaStar);
        expect(distance(measured, velocity)).toBeLessThan(1e-9 * (inputScale * (etaA + etaW)) ** 3 * size ** 7 + 1e-8);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it("conserves delta to 1e-13 of the layers, and is at its limit at t = 1e6", () => {
    fc.assert(
      fc.property(problem, fc.constantFrom(0.1, 3, 50, 1e6), (start, t) => {
        const solution = singleNeuron(start);
        const [a, ...w] = stateAt(solution, t);
        const layers = start.etaW * a * a + start.etaA * norm(w) ** 2 + Math.abs(solution.delta);
        const drift = conservedQuantity(a, w, start.etaA, start.etaW) - solution.delta;
        expect(Math.abs(drift)).toBeLessThanOrEqual(1e-13 * layers);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it("gives the start back exactly at t = 0, with no kernel distance", () => {
    fc.assert(
      fc.property(problem, (start) => {
        const { a, w, kernelDistance } = singleNeuron(start).trajectory([0]);
        expect([a[0], ...w]).toEqual([start.a0, ...start.w0]);
        if (!Number.isNaN(kernelDistance[0]!)) expect(kernelDistance[0]).toBe(0);
      }),
      { seed: 8 },
    );
  });

  it("has mu = a |w|, phi the cosine with beta* and beta = a w, and every way to evaluate agrees", () => {
    fc.assert(
      fc.property(problem, fc.array(time, { minLength: 1, maxLength: 5 }), (start, times) => {
        const solution = singleNeuron(start);
        const d = solution.dimension;
        const trajectory = solution.trajectory(times);
        const [a, w] = [new Float64Array(times.length), new Float64Array(times.length * d)];
        solution.evaluate(times, a, w);
        expect(trajectory.a).toEqual(a);
        expect(trajectory.w).toEqual(w);
        for (const [i, t] of times.entries()) {
          const row = w.subarray(i * d, (i + 1) * d);
          expect(stateAt(solution, t)).toEqual([a[i], ...row]);
          for (const [j, entry] of row.entries()) {
            const product = a[i]! * entry;
            // below the numbers beta has digits that its factors have lost
            const allowed = 1e-322 + 1e-15 * Math.abs(product);
            expect(Math.abs(trajectory.beta[i * d + j]! - product)).toBeLessThanOrEqual(allowed);
          }
          expect(Math.abs(trajectory.mu[i]! - a[i]! * norm(row))).toBeLessThan(
            1e-14 * (1 + Math.abs(trajectory.mu[i]!)),
          );
          const product = [...row].reduce((sum, entry, j) => sum + entry * start.betaStar[j]!, 0);
          const cosine = product / norm(row) / norm(start.betaStar);
          if (norm(row) > 1e-9 && norm(start.betaStar) > 0) {
            expect(Math.abs(trajectory.phi[i]! - cosine)).toBeLessThan(1e-13 / Math.min(1, norm(row)));
          }
        }
      }),
      { seed: 9 },
    );
  });
});

describe("limits", () => {
  it("delta -> 0 from both sides meets delta = 0, to the size of the change", () => {
    const balanced = { a0: 1, w0: [0.6, 0.8], betaStar: [0.3, -0.9] };
    for (const t of [0.5, 5, 1e6]) {
      const middle = stateAt(singleNeuron(balanced), t);
      for (const change of [1e-7, -1e-7, 1e-12, -1e-12]) {
        const beside = singleNeuron({ ...balanced, a0: 1 + change });
        expect(Math.sign(beside.delta)).toBe(Math.sign(change));
        expect(distance(stateAt(beside, t), middle)).toBeLessThan(20 * Math.abs(change));
      }
    }
  });

  it("limit() is the state at late times, and a global minimum with the conserved delta", () => {
    fc.assert(
      fc.property(problem, (start) => {
        const solution = singleNeuron(start);
        fc.pre(norm(start.betaStar) > 0.1 && solution.basin() !== 0);
        const { a, w, beta } = solution.limit();
        expect(Math.sign(a)).toBe(solution.basin());
        expect(distance(beta, start.betaStar)).toBeLessThan(1e-14 * norm(start.betaStar));
        const layers = start.etaW * a * a + start.etaA * norm(w) ** 2;
        const drift = conservedQuantity(a, w, start.etaA, start.etaW) - solution.delta;
        expect(Math.abs(drift)).toBeLessThan(1e-13 * layers);
        // the slow time is |delta| / |beta*|^2 at most, and a start near the separatrix waits longer by its logarithm
        expect(distance(stateAt(solution, 1e6), [a, ...w])).toBeLessThan(1e-13 * norm([a, ...w]));
      }),
      { seed: 10, numRuns: 400 },
    );
  });

  it("a start on the separatrix ends at the saddle, one beside it on its side", () => {
    // balanced and antiparallel: w0 = -a0 beta*/|beta*|
    const saddle = singleNeuron({ a0: 1, w0: [-1, 0], betaStar: [2, 0] });
    expect(saddle.basin()).toBe(0);
    expect(saddle.limit()).toEqual({ a: 0, w: Float64Array.of(0, 0), beta: Float64Array.of(0, 0) });
    expect(singleNeuron({ a0: 1 + 1e-15, w0: [-1, 0], betaStar: [2, 0] }).basin()).toBe(1);
    expect(singleNeuron({ a0: 1 - 1e-15, w0: [-1, 0], betaStar: [2, 0] }).basin()).toBe(-1);
  });

  // starts rounded from the separatrix, and the sign of c+ in 60 digits, 1e-16 to 2e-18 of its terms; sums of doubles have the other sign, or 0
  it.each([
    {
      a0: 0.760897835639174,
      w0: [-0.06661676078611635, -0.7579760705079975],
      betaStar: [0.040855944793104046, 0.46486542013947213],
      basin: -1,
    },
    {
      a0: 0.6475965584012365,
      w0: [0.6166486789098231, 0.1978021972878361],
      betaStar: [-0.7870720564851799, -0.25246884899171457],
      basin: 1,
    },
    {
      a0: 0.5996768947494486,
      w0: [0.020886283740288336, 0.6388788465915213],
      betaStar: [0.6256649494402077, -1.682825779105283],
      basin: -1,
    },
    {
      a0: 1.6423682299904425,
      w0: [-1.593112055408323, 0.39920844404221684],
      betaStar: [1.8845970053854901, -0.4722499183986982],
      basin: 1,
    },
    {
      a0: 0.7069722098084956,
      w0: [0.06693590223343358, 0.7358856469787826],
      betaStar: [0.06476131112623157, -0.10139475302883574],
      basin: 1,
    },
    {
      a0: 1.2169224007317754,
      w0: [0.7276157154083178, 0.9754360563838255],
      betaStar: [-0.9289469993594961, -1.2453392339613236],
      basin: 1,
    },
    {
      a0: 0.36718504016365566,
      w0: [0.2702338114662606, -0.24859312311567058],
      betaStar: [-1.8807439899388512, 1.730131472827559],
      basin: 1,
    },
    {
      a0: 0.6140464530905749,
      w0: [0.5279780573447961, -0.3149083230997569],
      betaStar: [-0.6063011807592659, 0.31396921506266773],
      basin: -1,
    },
    {
      a0: 0.45282749547617984,
      w0: [-0.3256359549394774, -0.3146648463204689],
      betaStar: [0.8827349440796194, 0.852994429230478],
      basin: -1,
    },
    {
      a0: 0.5536118866537492,
      w0: [-0.4250100263674885, 0.35475709792959786],
      betaStar: [1.4477420309694908, -1.2084344594105005],
      basin: 1,
    },
  ])("knows the basin of a start that is off the separatrix by rounding, a0 = $a0", ({ basin, ...start }) => {
    expect(singleNeuron(start).basin()).toBe(basin);
  });

  it("stays on the separatrix, where weights and readout shrink together, as long as numbers reach", () => {
    const neuron = singleNeuron({ a0: 5, w0: [-3, -4], betaStar: [3, 4] });
    for (const t of [0.1, 1, 5, 50, 100]) {
      const [a, ...w] = stateAt(neuron, t);
      expect(a).toBeGreaterThan(0);
      expect(Math.abs(w[0]! / a + 0.6)).toBeLessThan(1e-15);
      expect(Math.abs(w[1]! / a + 0.8)).toBeLessThan(1e-15);
    }
  });

  it.each([0, 100, -500])("decays along the separatrix to the end of the numbers, a0 = 2^%i", (exponent) => {
    const a0 = 2 ** exponent;
    for (const [w0, betaStar] of [
      [[-a0], [1]],
      [
        [0, -a0],
        [0, 1],
      ],
    ] as const) {
      const neuron = singleNeuron({ a0, w0, betaStar });
      for (const t of [1, 30, 400, 600, 700, 740, 750, 1e3, 1e5, 1e10]) {
        // a' = -a (1 + a^2), so that a^2/(1 + a^2) decays as e^(-2t)
        const share = (a0 / Math.hypot(1, a0)) * Math.exp(-t);
        const expected = share / Math.sqrt(1 - share ** 2);
        const [a, ...w] = stateAt(neuron, t);
        expect(Math.abs(a! - expected)).toBeLessThanOrEqual(1e-13 * expected + Number.MIN_VALUE);
        expect(w.slice(0, -1)).toEqual(w0.slice(0, -1));
        expect(Math.abs(w.at(-1)! + expected)).toBeLessThanOrEqual(1e-13 * expected + Number.MIN_VALUE);
      }
    }
  });

  it("leaves only what is across the target on a separatrix below balance", () => {
    // s = 4, delta = -6, omega = 5: w.beta*/s = -1 = -a s/(omega - delta/2)
    const neuron = singleNeuron({ a0: 2, w0: [-1, 3], betaStar: [4, 0] });
    expect([neuron.delta, neuron.basin()]).toEqual([-6, 0]);
    for (const t of [1e-3, 1, 5, 20, 60]) {
      const [a, ...w] = stateAt(neuron, t);
      expect(a).toBeGreaterThan(0);
      expect(Math.abs(w[0]! / a + 0.5)).toBeLessThan(1e-15);
      expect(Math.abs(a * a - w[0]! ** 2 - w[1]! ** 2 + 6)).toBeLessThan(1e-14);
    }
    expect(Math.abs(neuron.limit().w[1]! - Math.sqrt(6))).toBeLessThan(1e-15);
    for (const t of [1e3, 1e10]) {
      const [a, ...w] = stateAt(neuron, t);
      expect([a, Math.abs(w[0]!)]).toEqual([0, 0]);
      expect(Math.abs(w[1]! - Math.sqrt(6))).toBeLessThan(1e-15);
    }
  });

  it("without a target keeps what delta leaves, at any size", () => {
    const { a, w } = singleNeuron({ a0: 1e-200, w0: [0, 2e-200], betaStar: [0, 0] }).limit();
    expect([a, w[0]]).toEqual([0, 0]);
    expect(Math.abs(w[1]! / (Math.sqrt(3) * 1e-200) - 1)).toBeLessThan(1e-15);
    const readout = singleNeuron({ a0: -2e-200, w0: [1e-200], betaStar: [0] }).limit();
    expect(Math.abs(readout.a / (-Math.sqrt(3) * 1e-200) - 1)).toBeLessThan(1e-15);
  });

  it("a neuron of zeros stays where it is", () => {
    const { a, w } = singleNeuron({ a0: 0, w0: [0, 0], betaStar: [1, 2] }).trajectory([0, 1, 1e6]);
    expect([...a, ...w].every((value) => value === 0)).toBe(true);
  });
});

it("has the function's digits where the readout has none", () => {
  // without a target and with so small a readout, w stays and a falls as e^(-|w|^2 t): to 1.9e-322, which has two digits
  const solution = singleNeuron({ a0: 1e-300, w0: [1e150], betaStar: [0] });
  const { a, beta } = solution.at(50e-300);
  expect(a).toBeLessThan(1e-320);
  expect(Math.abs(beta[0]! / 1.928749847963918e-172 - 1)).toBeLessThan(1e-13);
});

describe("arguments", () => {
  const good = { a0: 1, w0: [1, 0], betaStar: [0, 1] };
  it.each([
    [{ a0: Number.NaN }, "a0 is NaN; expected a finite number"],
    [{ w0: [1, Number.POSITIVE_INFINITY] }, "w0[1] is Infinity; expected a finite number"],
    [
      { a0: 1e155 },
      "etaW a0^2 + etaA |w0|^2 is Infinity; expected weights below 1e154, so that their squares are finite",
    ],
    [
      { a0: -1e200, w0: [1e200, 0] },
      "etaW a0^2 + etaA |w0|^2 is Infinity; expected weights below 1e154, so that their squares are finite",
    ],
    [{ w0: [] }, "w0 is empty; expected at least one number"],
    [{ betaStar: [1, 2, 3] }, "betaStar has length 3; expected 2, as w0"],
    [{ etaA: 0 }, "etaA is 0; expected a finite number above 0"],
    [{ etaW: -1 }, "etaW is -1; expected a finite number above 0"],
    [{ inputScale: 0 }, "inputScale is 0; expected a finite number above 0"],
  ])("%j is refused", (change, message) => {
    expect(() => singleNeuron({ ...good, ...change })).toThrow(new RangeError(message));
  });

  it("a conserved quantity that is not finite is refused", () => {
    expect(() => conservedQuantity(1e212, [1])).toThrow(
      new RangeError("delta is Infinity; expected weights below 1e154, so that their squares are finite"),
    );
  });

  it("has its observables at t = 0 from weights whose pull is beyond the numbers", () => {
    const { mu, phi } = singleNeuron({ a0: 1e-10, w0: [1e22, 0], betaStar: [-1e300, 0] }).trajectory([0]);
    expect([mu[0]! / 1e12, phi[0]]).toEqual([expect.closeTo(1, 14), -1]);
  });

  it("times and buffers are checked", () => {
    const solution = singleNeuron(good);
    expect(() => solution.at(-1)).toThrow(new RangeError("time is -1; expected a finite number of at least 0"));
    expect(() => solution.trajectory([0, Number.POSITIVE_INFINITY])).toThrow(
      new RangeError("times[1] is Infinity; expected a finite number of at least 0"),
    );
    expect(() => solution.evaluate([0, Number.NaN], new Float64Array(2), new Float64Array(4))).toThrow(
      new RangeError("times[1] is NaN; expected a finite number of at least 0"),
    );
    expect(() => solution.evaluate([0, 1], new Float64Array(1), new Float64Array(4))).toThrow(
      new RangeError("a has length 1; expected at least 2, one per time"),
    );
  });
});
