import { type Matrix, matrixFromRows } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { solve, solved } from "../src/index.js";
import { simulatedTwoLayerLinear } from "../src/simulatedTwoLayerLinear.js";

const start = {
  W0: [
    [0.5, -0.2],
    [0.1, 0.7],
  ],
  A0: [[0.3], [-0.6]],
  betaStar: [[1.5], [-0.5]],
  ...{ etaA: 0.5, etaW: 2, times: [3, 0, 0.3] },
};
const problem = { model: "two-layer-linear", ...start } as const;

test("a start that is not isotropic is refused by name, with the way out", () => {
  expect(() => solve(problem)).toThrow(
    /^spec has W0 and A0 that are not isotropic: .*; to follow the flow instead, set "simulate": true \(--simulate\)$/,
  );
});

test("simulated, it is the flow to ten digits, in the order of the times", () => {
  const answer = solve({ ...problem, simulate: true });
  expect([answer.delta, answer.regime, answer.times]).toEqual([null, null, start.times]);
  // by Taylor series with 22 digits, of which 12 stand here
  const beta = [
    [1.498897191438, -0.502411534204],
    [0.15 - 0.06, -0.06 - 0.42],
    [0.516921234755, -0.518163161851],
  ];
  for (const [i, expected] of beta.entries()) {
    for (const [j, entry] of expected.entries()) expect(answer.beta[i]![j]![0]).toBeCloseTo(entry, 9);
    expect(answer.singularValues[i]![0]).toBeCloseTo(Math.hypot(...expected), 9);
  }
  expect(answer.AtA[0]![0]![0]).toBeCloseTo(0.954062015116, 9);
  expect(answer.kernelDistance[0]).toBeCloseTo(0.04007233427, 9);
  expect(answer.kernelDistance[1]).toBe(0);
  expect(answer.kernelDistance[2]).toBeCloseTo(0.011174201517, 9);
  const { simulation } = answer;
  expect(simulation!.conservedDrift).toBeLessThan(1e-9);
  expect(simulation!.deltas[0]).toBeCloseTo(2 * 0.09 - 0.5 * 0.29, 15);
  expect(solved([{ ...problem, simulate: true }])[0]!.summary).toMatch(/^simulated to 1e-11 a step/);
});

test("an isotropic start is answered in closed form though a simulation is allowed, and both agree", () => {
  const isotropic = {
    W0: [
      [0.6, 0.8],
      [-0.8, 0.6],
    ],
    A0: [
      [0, 1.5],
      [-1.5, 0],
    ],
    betaStar: [
      [2, 0.3],
      [-1, 1],
    ],
    times: [0, 1e-3, 0.5, 20],
  };
  const exact = solve({ model: "two-layer-linear", ...isotropic, simulate: true });
  expect(exact.simulation).toBeUndefined();
  const { W0, A0, betaStar, times } = isotropic;
  const simulated = simulatedTwoLayerLinear(
    { W0: matrixFromRows(W0), A0: matrixFromRows(A0), betaStar: matrixFromRows(betaStar) },
    times,
  );
  for (const i of times.keys()) {
    for (const name of ["beta", "WtW", "AtA"] as const) {
      const [one, other] = [exact[name][i]!.flat(), simulated[name][i]!.flat()];
      for (const [k, entry] of one.entries()) expect(other[k]).toBeCloseTo(entry, 9);
    }
    expect(simulated.kernelDistance[i]).toBeCloseTo(exact.kernelDistance[i]!, 9);
  }
});

test("a time that the evaluations do not reach is refused with the time that was reached", () => {
  const [W0, A0, betaStar] = [start.W0, start.A0, [[1e3], [0]]].map(matrixFromRows) as [Matrix, Matrix, Matrix];
  expect(() => simulatedTwoLayerLinear({ W0, A0, betaStar }, [1e9], 1000)).toThrow(
    /^the simulation has come to t = \d\S* after 1000 evaluations; expected times up to that$/,
  );
});

test("the drift of what is conserved is that of the answer's own matrices, over the largest square of a weight", () => {
  // one hidden neuron conserves etaW |a|^2 - etaA |w|^2; the largest of 0.5 w^2 and 2 a^2 is of the end
  const { AtA, WtW, simulation } = simulatedTwoLayerLinear(
    {
      ...{ W0: matrixFromRows([[0.5, -0.2]]), A0: matrixFromRows([[0.3, -0.6]]), etaA: 0.5, etaW: 2 },
      betaStar: matrixFromRows([
        [15, -5],
        [2, 8],
      ]),
    },
    [3, 0],
  );
  const trace = (square: number[][]) => square[0]![0]! + square[1]![1]!;
  const [after, before] = [0, 1].map((i) => 2 * trace(AtA[i]!) - 0.5 * trace(WtW[i]!)) as [number, number];
  const largest = Math.max(...[0, 1].flatMap((i) => [0.5 * WtW[0]![i]![i]!, 2 * AtA[0]![i]![i]!]));
  expect((simulation.conservedDrift * largest) / Math.abs(after - before)).toBeCloseTo(1, 2);
});
