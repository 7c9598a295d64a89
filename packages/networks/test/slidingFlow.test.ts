import { IntegrationError } from "@lazyrich/flow";
import { matrix } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BoundModel,
  descentField,
  leaky,
  meanSquared,
  type PiecewiseLinearProblem,
  slidingFlow,
  twoLayerModel,
} from "../src/index.js";
import { kinkSurfaces } from "../src/kinkSurfaces.js";
import { leastSubgradient, leavingSides } from "../src/leastSubgradient.js";

interface Task {
  readonly problem: PiecewiseLinearProblem;
  readonly theta0: Float64Array;
}

/** mulberry32 with Box-Muller. */
function gaussians(seed: number): { uniform: () => number; gaussian: () => number } {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { uniform, gaussian: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

/** [a, W] as [W, a]. */
const weightsFirst = (theta: ArrayLike<number>, h: number): Float64Array => {
  const numbers = Array.from(theta);
  return Float64Array.of(...numbers.slice(h), ...numbers.slice(0, h));
};

function task(seed: number, options: Partial<PiecewiseLinearProblem> = {}): Task {
  const { uniform, gaussian } = gaussians(seed * 7919);
  const [n, d, h] = [2 + Math.floor(4 * uniform()), 2 + Math.floor(2 * uniform()), 4 + Math.floor(7 * uniform())];
  const X = matrix(n, d, Float64Array.from({ length: n * d }, gaussian));
  const y = Float64Array.from({ length: n }, gaussian);
  return {
    problem: { X, y, hiddenWidth: h, ...options },
    theta0: weightsFirst(Float64Array.from({ length: h * (d + 1) }, gaussian), h),
  };
}

const bound = ({ X, y, hiddenWidth, gamma = 0 }: PiecewiseLinearProblem): BoundModel =>
  twoLayerModel({ inputDimension: X.columns, hiddenWidth, activation: leaky(gamma) }).bind({
    ...{ X, Y: matrix(X.rows, 1, Float64Array.from(y)), loss: meanSquared },
  });

/** Gradient descent with small steps, which chatters along a kink where the flow slides. */
function euler({ problem, theta0 }: Task, end: number, step: number): Float64Array {
  const { etaW = 1, etaA = 1 } = problem;
  const descent = descentField(bound(problem), { learningRates: [etaW, etaA] });
  const theta = theta0.slice();
  const field = theta0.slice();
  for (let count = Math.round(end / step); count > 0; count--) {
    descent(0, theta, field);
    for (let i = 0; i < theta.length; i++) theta[i] = theta[i]! + step * field[i]!;
  }
  return theta;
}

const distance = (one: Float64Array, other: Float64Array): number =>
  Math.hypot(...one.map((value, i) => value - other[i]!));

describe("slidingFlow", () => {
  it.each([0, 0.2])("is the limit of gradient descent at small steps where neurons slide, gamma %d", (gamma) => {
    let compared = 0;
    for (let seed = 1; compared < 6; seed++) {
      const { problem, theta0 } = task(seed, { gamma, etaA: 0.7, etaW: 1.3 });
      const { states, sliding, counts } = slidingFlow(problem, theta0, { checkpoints: [4] });
      if (sliding.length === 0 || counts.branches > 0) continue;
      compared++;
      const errors = [1e-3, 1e-4].map((step) => distance(states[0]!, euler({ problem, theta0 }, 4, step)));
      expect(errors[0]).toBeLessThan(2e-2);
      // the distance is the descent's own error, which falls with its step
      expect(errors[1]! / errors[0]!).toBeLessThan(0.35);
    }
  });

  it("ends every task, none at 20 times the work of the middle one; the loss falls and delta stays", () => {
    const evaluations: number[] = [];
    for (let seed = 1000; seed < 1060; seed++) {
      const { problem, theta0 } = task(seed);
      const { lossAt, model } = bound(problem);
      const checkpoints = [0, 0.3, 1, 3, 10, 30, 100];
      const trajectory = slidingFlow(problem, theta0, { checkpoints });
      evaluations.push(trajectory.evaluations);
      expect(trajectory.states.length).toBe(7);
      const losses = trajectory.states.map((theta) => lossAt(theta));
      for (let i = 1; i < 7; i++) expect(losses[i]!).toBeLessThanOrEqual(losses[i - 1]! + 1e-9);
      const before = model.conservedQuantities!(theta0)[0]!.values;
      const after = model.conservedQuantities!(trajectory.states[6]!)[0]!.values;
      expect(distance(before, after)).toBeLessThan(1e-4 * (1 + Math.hypot(...before)));
      for (const { neuron, inputs } of trajectory.sliding) {
        for (const i of inputs) {
          let z = 0;
          for (let j = 0; j < problem.X.columns; j++) {
            const w = trajectory.states[6]![neuron * problem.X.columns + j]!;
            z += w * problem.X.data[i * problem.X.columns + j]!;
          }
          expect(Math.abs(z)).toBeLessThan(1e-5);
        }
      }
    }
    evaluations.sort((one, other) => one - other);
    expect(evaluations.at(-1)! / evaluations[30]!).toBeLessThan(20);
  });

  it("starts from several neurons at w = 0 at once, whose decisions at one time come to an end", () => {
    const X = matrix(5, 2, Float64Array.of(-1.05, 0.45, 1.05, 0.72, -1.17, -1.55, 0.82, -0.34, 1.95, 1.07));
    const y = [-0.57, 0.2, -0.89, 0.43, 0.64];
    const W = [0, 0, -0.39, -1.24, 0, 0, 1.61, 0.8, 0, 0, 1.04, 0.71, 0, 0, 0.16, 1.44];
    const a = [0.31, 0.97, -0.93, -0.03, -0.57, 0.47, 1.18, -0.04];
    const options = { checkpoints: [1], maximumEvaluations: 3000 };
    const { states } = slidingFlow({ X, y, hiddenWidth: 8 }, [...W, ...a], options);
    const { lossAt } = bound({ X, y: Float64Array.from(y), hiddenWidth: 8 });
    expect(lossAt(states[0]!)).toBeLessThan(lossAt(Float64Array.from([...W, ...a])) / 2);
  });

  it.each([102999, 107537, 109406, 103291, 104970, 107012])(
    "goes on at w = 0 where residuals are as small as the distance by which neurons leave it, task %d",
    (seed) => {
      const { uniform, gaussian } = gaussians(Math.imul(seed, 2654435761));
      const [n, d, h] = [2 + Math.floor(4 * uniform()), 2 + Math.floor(2 * uniform()), 4 + Math.floor(7 * uniform())];
      const X = matrix(n, d, Float64Array.from({ length: n * d }, gaussian));
      const y = Float64Array.from({ length: n }, gaussian);
      const theta0 = Float64Array.from({ length: h * (d + 1) }, gaussian);
      const { states, evaluations } = slidingFlow({ X, y, hiddenWidth: h }, theta0, { checkpoints: [100] });
      expect(evaluations).toBeLessThan(40_000);
      const { lossAt } = bound({ X, y, hiddenWidth: h });
      expect(lossAt(states[0]!)).toBeLessThan(lossAt(theta0) / 2);
    },
  );

  it("has the order of its method between events: a tighter tolerance brings a smaller error, through crossings and slides", () => {
    const { problem, theta0 } = task(5);
    const end = (relativeTolerance: number) => slidingFlow(problem, theta0, { checkpoints: [5], relativeTolerance });
    const reference = end(1e-12);
    expect(reference.counts.crossings + reference.counts.slides).toBeGreaterThan(2);
    const errors = [1e-4, 1e-6, 1e-8, 1e-10].map((tolerance) =>
      distance(end(tolerance).states[0]!, reference.states[0]!),
    );
    for (const [i, tolerance] of [1e-4, 1e-6, 1e-8, 1e-10].entries()) expect(errors[i]!).toBeLessThan(200 * tolerance);
  });

  it("slides along the one kink of one dimension: w goes to 0 and stays, and what a does there is nothing", () => {
    // f = a max(w x, 0) on x = 1 and x = -1, targets below 0: w falls to 0, and would rise again beyond
    const X = matrix(2, 1, Float64Array.of(1, -1));
    const { states, sliding } = slidingFlow({ X, y: [-1, -1], hiddenWidth: 1 }, [0.5, 1], {
      checkpoints: [0.01, 5, 10],
    });
    expect(states[0]![0]).toBeGreaterThan(0);
    expect(states[1]![0]).toBeCloseTo(0, 12);
    expect(states[2]).toEqual(states[1]);
    expect(states[2]![1]! ** 2).toBeCloseTo(1 - 0.25, 5);
    expect(sliding).toEqual([{ neuron: 0, inputs: [0, 1] }]);
  });

  it("leaves w = 0 where its least subgradient leads", () => {
    // one input, target above 0, a above 0: with sigma'(0) = 1 the neuron turns to the input and fits it
    const X = matrix(1, 2, Float64Array.of(1, 0));
    const problem = { X, y: [1], hiddenWidth: 1 };
    expect(slidingFlow(problem, [0, 0, 1], { checkpoints: [50] }).states[0]![0]).toBeGreaterThan(0.1);
    // target below 0: w = 0 is the best there is, and it stays
    const stuck = slidingFlow({ ...problem, y: [-1] }, [0, 0, 1], { checkpoints: [50] });
    expect(stuck.states[0]).toEqual(Float64Array.of(0, 0, 1));
  });

  it("counts a branch where the readout of a sliding neuron changes its sign", () => {
    const { problem, theta0 } = task(8);
    expect(slidingFlow(problem, theta0, { checkpoints: [100] }).counts.branches).toBeGreaterThan(0);
  });

  it("gives up within its limit of evaluations", () => {
    const { problem, theta0 } = task(1);
    expect(() => slidingFlow(problem, theta0, { checkpoints: [100], maximumEvaluations: 300 })).toThrow(
      IntegrationError,
    );
  });
});

describe("leavingSides", () => {
  const axes = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  const kinks = (...jumps: number[]) => jumps.map((jump, s) => ({ direction: axes[s]!, jump }));
  const negative = new Float64Array(2);
  it("takes the steepest of the directions that agree with themselves, and slides on what attracts", () => {
    // a ReLU neuron with a > 0 on the inputs (1, 0) and (0, 1): jump = r
    expect(leavingSides(negative, kinks(-1, -2), 1)).toEqual([1, 1]);
    expect(leavingSides(negative, kinks(1, 1), 1)).toBeUndefined();
    // slopes 0.5 and 1.5 of the first input on its two sides pull it to the kink, and the second pushes it along
    expect(leavingSides(Float64Array.of(-0.5, 0), kinks(2, -2), 1)).toEqual([0, 1]);
    expect(leavingSides(Float64Array.of(0.5, 0), kinks(-2, 2), -1)).toEqual([0, 1]);
  });
});

describe("kinkSurfaces", () => {
  it("are one for inputs on a line through 0, of either sign, and none for 0", () => {
    const X = matrix(5, 2, Float64Array.of(3, 4, 0, 0, -6, -8, 1, 0, 0.3, 0.4));
    const [first, second, ...others] = kinkSurfaces(X);
    expect(others).toEqual([]);
    expect([first!.inputs, second!.inputs]).toEqual([[0, 2, 4], [3]]);
    expect(first!.multiples.map((multiple) => multiple.toFixed(12))).toEqual([
      "5.000000000000",
      "-10.000000000000",
      "0.500000000000",
    ]);
    expect(second!.direction).toEqual(Float64Array.of(1, 0));
  });
});

describe("leastSubgradient", () => {
  const unit = fc.double({ min: -1, max: 1, noNaN: true });
  it("is the smallest of all subgradients, against a grid of them", () => {
    fc.assert(
      fc.property(unit, unit, unit, unit, unit, (g1, g2, angle, jump1, jump2) => {
        fc.pre(jump1 !== 0 && jump2 !== 0 && Math.abs(angle) > 0.05);
        const gradient = Float64Array.of(g1, g2);
        const kinks = [
          { direction: Float64Array.of(1, 0), jump: jump1 },
          { direction: Float64Array.of(Math.cos(3 * angle), Math.sin(3 * angle)), jump: jump2 },
        ];
        const at = (c: readonly number[]): number =>
          Math.hypot(
            ...gradient.map(
              (value, j) => value + kinks.reduce((sum, kink, s) => sum + c[s]! * kink.jump * kink.direction[j]!, 0),
            ),
          );
        const sides = leastSubgradient(gradient, kinks);
        const grid = Array.from({ length: 201 }, (_, i) => i / 200);
        const choices = sides.map((side) => (side === 0 ? grid : [side === 1 ? 1 : 0]));
        const least = (cs: readonly (readonly number[])[]): number =>
          Math.min(...cs[0]!.flatMap((one) => cs[1]!.map((other) => at([one, other]))));
        expect(least(choices)).toBeLessThan(least([grid, grid]) + 0.01);
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});
