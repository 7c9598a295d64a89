import { expect, test } from "vitest";
import { type SingleNeuronSpec, solve, solved, type TwoLayerLinearSpec } from "../src/index.js";

const neuron = (start: { readonly a0: number; readonly w0: readonly number[] }) => {
  const spec: SingleNeuronSpec = { model: "single-neuron", betaStar: [0, 1], times: [0, 1e12], ...start };
  return { answer: solve(spec), summary: solved([spec])[0]!.summary };
};

// neurons of the function beta0 = (0.1, 0) at three balances: the words of the paper, and one that starts along its target
test.each([
  [{ a0: Math.sqrt(10.001), w0: [0.1 / Math.sqrt(10.001), 0] }, "lazy"],
  [{ a0: 0.1 / Math.sqrt(10.001), w0: [Math.sqrt(10.001), 0] }, "delayed rich"],
  [{ a0: -Math.sqrt(0.1), w0: [Math.sqrt(0.1), 0] }, "rich"],
  [{ a0: 0.01, w0: [0, 2] }, "lazy"],
])("%o is %s, by the kernel distance of its own table", (start, regime) => {
  const { answer, summary } = neuron(start);
  expect(answer.learning!.regime).toBe(regime);
  expect(answer.learning!.kernelDistance).toBeCloseTo(answer.kernelDistance[1]!, 12);
  expect(answer.learning!.kernelDistance < 0.05).toBe(regime === "lazy");
  expect(summary).toContain(`; ${regime}: S = `);
});

test("a share of the way is said where there is a way, and nothing of a network that starts at 0", () => {
  expect(neuron({ a0: -0.5, w0: [-2, 0] }).summary).toMatch(
    /delayed rich: S = 0\.88\d+ in the end, less than 1% of it/,
  );
  expect(neuron({ a0: 1, w0: [1, 0] }).summary).toMatch(/; rich: S = 0\.\d+ in the end, \d\d% of it by the first fit$/);
  expect(neuron({ a0: 0, w0: [0, 0] })).toMatchObject({ answer: { learning: null } });
  const zero = [
    [0, 0],
    [0, 0],
  ];
  const wide = { model: "two-layer-linear", W0: zero, A0: zero, betaStar: zero, times: [0] };
  expect(solve(wide)).toMatchObject({ learning: null });
});

test("a wide network is told by the end of its own table", () => {
  const square = (diagonal: number) => [
    [diagonal, 0],
    [0, diagonal],
  ];
  const betaStar = [
    [2, 0],
    [0, -1],
  ];
  for (const [w, a, regime] of [
    [0.01, 3, "lazy"],
    [0.3, 0.3, "rich"],
  ] as const) {
    const spec: TwoLayerLinearSpec = {
      ...{ model: "two-layer-linear", W0: square(w), A0: square(a), betaStar, times: [1e9] },
    };
    const { learning, kernelDistance } = solve(spec);
    expect(learning!.regime).toBe(regime);
    expect(learning!.kernelDistance).toBeCloseTo(kernelDistance[0]!, 9);
    expect(solved([spec])[0]!.summary).toContain(`; ${regime}: S = `);
  }
});

test("an end that is beyond the numbers leaves the times before it answered", () => {
  const spec: SingleNeuronSpec = {
    ...{ model: "single-neuron", a0: 1e-160, w0: [1, 0], betaStar: [1e307, 1e307], times: [0] },
    ...{ etaA: 5e-324, etaW: 1e308 },
  };
  expect(solve(spec)).toMatchObject({ a: [1e-160], learning: null });
  expect(() => solve({ ...spec, times: [1e250] })).toThrow(/beyond the largest number/);
});
