import {
  type Matrix,
  matrix,
  matrixFromRows,
  type ProductBuild,
  product,
  productBuilds,
  productTransposed,
  transpose,
  transposedProduct,
} from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singleNeuron, type TwoLayerLinearProblem, type TwoLayerLinearState, twoLayerLinear } from "../src/index.js";
import { distance, norm } from "./norm.js";
import { diagonal, randomProblem, randomRotation, randomTarget, type Sizes } from "./randomStart.js";

/** The largest relative distance of two sets of blocks. */
function difference(a: TwoLayerLinearState, b: TwoLayerLinearState): number {
  const names = ["beta", "WtW", "AtA"] as const;
  return Math.max(...names.map((name) => distance(a[name].data, b[name].data) / norm(b[name].data)));
}

/** By how much the flow to a time magnifies a small change of the start; passing a saddle, that may be a lot. */
function conditioning(problem: TwoLayerLinearProblem, time: number): number {
  const step = 1e-11;
  const data = problem.W0.data.map((entry, k) => entry + (k % 2 === 0 ? step : -step));
  const changed = twoLayerLinear({ ...problem, W0: { ...problem.W0, data } });
  return 1 + difference(changed.at(time), twoLayerLinear(problem).at(time)) / step;
}

/** Classical Runge-Kutta on the layers themselves. */
function integrate(
  { W0, A0, betaStar, etaA = 1, etaW = 1, inputScale = 1 }: TwoLayerLinearProblem,
  time: number,
  steps: number,
): TwoLayerLinearState {
  let [W, A] = [W0, A0];
  const plus = (x: Matrix, y: Matrix, factor: number): Matrix => ({
    ...x,
    data: x.data.map((v, i) => v + factor * y.data[i]!),
  });
  const field = (w: Matrix, a: Matrix): [Matrix, Matrix] => {
    const error = plus(betaStar, transposedProduct(w, a), -1);
    const [dW, dA] = [productTransposed(a, error), product(w, error)];
    return [
      plus(matrix(w.rows, w.columns), dW, etaW * inputScale),
      plus(matrix(a.rows, a.columns), dA, etaA * inputScale),
    ];
  };
  const h = time / steps;
  for (let i = 0; i < steps; i++) {
    const [w1, a1] = field(W, A);
    const [w2, a2] = field(plus(W, w1, h / 2), plus(A, a1, h / 2));
    const [w3, a3] = field(plus(W, w2, h / 2), plus(A, a2, h / 2));
    const [w4, a4] = field(plus(W, w3, h), plus(A, a3, h));
    W = [w1, w2, w2, w3, w3, w4].reduce((sum, k) => plus(sum, k, h / 6), W);
    A = [a1, a2, a2, a3, a3, a4].reduce((sum, k) => plus(sum, k, h / 6), A);
  }
  return { beta: transposedProduct(W, A), WtW: transposedProduct(W, W), AtA: transposedProduct(A, A) };
}

const SHAPES: readonly (Sizes & { readonly delta: number })[] = [
  { h: 3, d: 3, c: 3, delta: 0.8 },
  { h: 3, d: 3, c: 3, delta: -0.8 },
  { h: 3, d: 3, c: 3, delta: 0 },
  { h: 2, d: 4, c: 3, delta: 1.5 },
  { h: 2, d: 3, c: 4, delta: -1.5 },
  { h: 3, d: 2, c: 4, delta: 0.7 },
  { h: 3, d: 4, c: 2, delta: -0.7 },
  { h: 6, d: 3, c: 2, delta: 0 },
  { h: 1, d: 4, c: 3, delta: 0 },
  { h: 1, d: 1, c: 1, delta: 0.3 },
];

describe.each(SHAPES)("h = $h, d = $d, c = $c, delta = $delta", (shape) => {
  const problem = randomProblem(shape, shape.delta, 11);

  it("solves the flow of the layers", () => {
    const scaled = { ...problem, inputScale: 1.7 };
    for (const time of [0.3, 2]) {
      // the error of 800 steps is about 4e-11
      expect(difference(twoLayerLinear(scaled).at(time), integrate(scaled, time, 800)), `t = ${time}`).toBeLessThan(
        1e-10,
      );
    }
  });

  it("has layers of its own state at another scale of the inputs", () => {
    const solution = twoLayerLinear({ ...problem, inputScale: 1.7 });
    const [W, A] = [matrix(shape.h, shape.d), matrix(shape.h, shape.c)];
    for (const time of [0.01, 0.3, 2]) {
      solution.layersAt(time, W, A);
      const { beta, WtW, AtA } = twoLayerLinear(problem).at(1.7 * time);
      expect(distance(transposedProduct(W, A).data, beta.data)).toBeLessThan(1e-13 * norm(beta.data));
      expect(distance(transposedProduct(W, W).data, WtW.data)).toBeLessThan(1e-13 * norm(WtW.data));
      expect(distance(transposedProduct(A, A).data, AtA.data)).toBeLessThan(1e-13 * norm(AtA.data));
    }
  });

  it("starts at the start", () => {
    const start = { beta: transposedProduct(problem.W0, problem.A0), WtW: transposedProduct(problem.W0, problem.W0) };
    const { beta, WtW } = twoLayerLinear(problem).at(0);
    expect(distance(beta.data, start.beta.data)).toBeLessThan(4e-15 * norm(start.beta.data));
    expect(distance(WtW.data, start.WtW.data)).toBeLessThan(4e-15 * norm(start.WtW.data));
  });

  it("gives the same whether it comes early or late, and in any order", () => {
    const solution = twoLayerLinear(problem);
    const times = [1e6, 0, 40, 3, 1e-9, 12];
    const first = times.map((time) => solution.at(time));
    for (const [i, time] of times.entries()) {
      const fresh = twoLayerLinear(problem).at(time);
      expect(difference(first[i]!, fresh), `t = ${time}`).toBeLessThan(2e-14 * conditioning(problem, time));
    }
  });

  it("is at its limit at t = 1e6, and stays there", () => {
    const solution = twoLayerLinear(problem);
    const [late, later, end] = [solution.at(1e6), solution.at(1e7), solution.limit()];
    // zero modes of a balanced start vanish as 1/t
    const tolerance = shape.delta === 0 ? 1e-5 : 2e-14;
    expect(difference(late, end)).toBeLessThan(tolerance);
    expect(difference(later, end)).toBeLessThan(tolerance);
    if (shape.h >= Math.min(shape.d, shape.c)) {
      expect(distance(end.beta.data, problem.betaStar.data)).toBeLessThan(4e-15 * norm(problem.betaStar.data));
    }
  });
});

describe("an exact solution", () => {
  const sizes = fc.record({
    h: fc.integer({ min: 1, max: 5 }),
    d: fc.integer({ min: 1, max: 5 }),
    c: fc.integer({ min: 1, max: 5 }),
  });
  const problems = fc
    .record({ size: sizes, delta: fc.double({ min: -4, max: 4, noNaN: true }), seed: fc.nat(1e6) })
    .map(({ size, delta, seed }) => {
      const feasible = delta > 0 ? size.h <= size.c : size.h <= size.d;
      return randomProblem(size, feasible ? delta : 0, seed);
    });
  const time = fc.double({ min: 0, max: 30, noNaN: true });

  it("has the semigroup property: s + t is s, then t", () => {
    fc.assert(
      fc.property(problems, time, time, (problem, s, t) => {
        const solution = twoLayerLinear(problem);
        const [W0, A0] = [
          matrix(solution.hiddenWidth, solution.inputDimension),
          matrix(solution.hiddenWidth, solution.outputDimension),
        ];
        solution.layersAt(s, W0, A0);
        const whole = solution.at(s + t);
        const tolerance = 1e-12 * conditioning(problem, s + t) * conditioning({ ...problem, W0, A0 }, t);
        expect(difference(twoLayerLinear({ ...problem, W0, A0 }).at(t), whole)).toBeLessThan(tolerance);
      }),
      { seed: 6, numRuns: 80 },
    );
  });

  it("turns with inputs, outputs and hidden neurons", () => {
    fc.assert(
      fc.property(problems, time, fc.nat(1e6), (problem, t, seed) => {
        const { W0, A0, betaStar } = problem;
        const [O, U, R] = [W0.rows, W0.columns, A0.columns].map((n, i) => randomRotation(n, seed + i)) as [
          Matrix,
          Matrix,
          Matrix,
        ];
        const turned = twoLayerLinear({
          ...problem,
          W0: productTransposed(product(O, W0), U),
          A0: productTransposed(product(O, A0), R),
          betaStar: productTransposed(product(U, betaStar), R),
        });
        const plain = twoLayerLinear(problem).at(t);
        const expected = {
          beta: productTransposed(product(U, plain.beta), R),
          WtW: productTransposed(product(U, plain.WtW), U),
          AtA: productTransposed(product(R, plain.AtA), R),
        };
        expect(difference(turned.at(t), expected)).toBeLessThan(1e-12 * conditioning(problem, t));
      }),
      { seed: 7, numRuns: 80 },
    );
  });

  it("is the same with both layers exchanged", () => {
    const problem = randomProblem({ h: 3, d: 4, c: 3 }, 0.6, 21);
    const { W0, A0, betaStar, etaA, etaW } = problem;
    const exchanged = twoLayerLinear({ W0: A0, A0: W0, betaStar: transpose(betaStar), etaA: etaW, etaW: etaA });
    expect(exchanged.delta).toBeCloseTo(-0.6, 14);
    for (const t of [0, 0.5, 4, 100]) {
      const { beta, WtW, AtA } = exchanged.at(t);
      expect(difference({ beta: transpose(beta), WtW: AtA, AtA: WtW }, twoLayerLinear(problem).at(t))).toBeLessThan(
        2e-14,
      );
    }
  });

  it("meets the balanced solution as delta goes to 0 from both sides", () => {
    const sizes = { h: 3, d: 3, c: 3 };
    const balanced = twoLayerLinear(randomProblem(sizes, 0, 31)).at(2);
    for (const delta of [1e-3, -1e-3, 1e-6, -1e-6, 1e-9, -1e-9, 1e-14, -1e-14]) {
      const near = twoLayerLinear(randomProblem(sizes, delta, 31)).at(2);
      expect(difference(near, balanced), `delta = ${delta}`).toBeLessThan(10 * Math.abs(delta) + 1e-13);
    }
  });

  it("is linear regression far upstream with h = c and far downstream with h = d", () => {
    const betaStar = randomTarget(3, 3, [2, 1, 0.5], 41);
    for (const delta of [1e8, -1e8]) {
      const problem = { ...randomProblem({ h: 3, d: 3, c: 3 }, delta, 42), betaStar, etaA: 1.3, etaW: 0.6 };
      const solution = twoLayerLinear(problem);
      const beta0 = solution.at(0).beta;
      for (const time of [0, 0.3, 1, 5]) {
        const share = Math.exp(-time);
        const expected = betaStar.data.map((entry, k) => entry + share * (beta0.data[k]! - entry));
        expect(distance(solution.at(time / 1e8).beta.data, expected)).toBeLessThan(1e-7);
      }
    }
  });

  it("is that of a single neuron where h = c = 1, kernel distance included", () => {
    const times = [0, 1e-9, 1e-4, 0.1, 1, 5, 50];
    for (const [w0, a0] of [
      [[0.6, -0.8, 0.3], 0.5],
      [[0.1, 0.2, 0], -2],
      [[1, 1, 1], 0],
    ] as const) {
      const betaStar = [1, 0.4, -0.7];
      const rates = { etaA: 0.8, etaW: 1.9 };
      const neuron = singleNeuron({ a0, w0, betaStar, ...rates }).trajectory(times);
      const trajectory = twoLayerLinear({
        W0: matrixFromRows([w0]),
        A0: matrixFromRows([[a0]]),
        betaStar: matrix(3, 1, Float64Array.from(betaStar)),
        ...rates,
      }).trajectory(times);
      expect(distance(trajectory.beta, neuron.beta)).toBeLessThan(1e-14);
      for (let i = 1; i < times.length; i++) {
        const expected = neuron.kernelDistance[i]!;
        expect(Math.abs(trajectory.kernelDistance[i]! / expected - 1), `t = ${times[i]}`).toBeLessThan(1e-12);
      }
    }
  });

  it("moves only the singular values of a task-aligned start", () => {
    const problem = { W0: diagonal([0.3, 0.2]), A0: diagonal([0.3, 0.2]), betaStar: diagonal([2, 1]) };
    const { beta, singularValues } = twoLayerLinear(problem).trajectory([0.7]);
    const logistic = (s: number, start: number): number => s / (1 + ((s - start) / start) * Math.exp(-1.4 * s));
    const expected = [logistic(2, 0.09), logistic(1, 0.04)];
    expect(distance(beta, [expected[0]!, 0, 0, expected[1]!])).toBeLessThan(1e-15);
    expect(distance(singularValues, expected)).toBeLessThan(1e-15);
  });

  it("has the same bytes in the builds that promise it, and the same digits in every build", () => {
    const problem = randomProblem({ h: 9, d: 11, c: 10 }, 0.5, 45);
    const json = (build?: ProductBuild): string =>
      JSON.stringify(twoLayerLinear({ ...problem, build }).trajectory([0, 0.01, 1, 30, 1e4]));
    const plain = json("javascript");
    if (productBuilds().includes("simd")) expect(json("simd")).toBe(plain);
    expect(
      difference(twoLayerLinear(problem).at(1), twoLayerLinear({ ...problem, build: "javascript" }).at(1)),
    ).toBeLessThan(1e-14);
  });

  it("needs few bases, at any number of times", () => {
    const solution = twoLayerLinear(randomProblem({ h: 12, d: 12, c: 12 }, 0, 51, 1e-3));
    const out = { beta: matrix(12, 12) };
    for (let i = 0; i <= 2000; i++) solution.at(i / 20, out);
    expect(solution.basisCount).toBeLessThan(15);
  });

  it("keeps what is exactly zero at zero for ever", () => {
    const [W0, A0] = [
      matrixFromRows([
        [1, 0],
        [0, 0],
      ]),
      matrixFromRows([
        [1, 0],
        [0, 0],
      ]),
    ];
    const { beta } = twoLayerLinear({ W0, A0, betaStar: diagonal([1, 2]) }).at(1e6);
    expect(beta.data[3]).toBe(0);
    expect(beta.data[0]).toBeCloseTo(1, 14);
  });
});

describe("the trajectory and the kernel", () => {
  const problem = randomProblem({ h: 2, d: 3, c: 2 }, 0.4, 61);

  it("has the blocks of each time, in whatever order they are asked for", () => {
    const solution = twoLayerLinear(problem);
    const times = [0.1, 3, 40];
    const whole = solution.trajectory(times);
    const one = solution.trajectory(times);
    const [AtA, beta, WtW] = [one.AtA, one.beta, one.WtW];
    expect(one.beta).toBe(beta);
    for (const [i, time] of times.entries()) {
      const state = solution.at(time);
      expect(whole.stateAt(i)).toEqual(state);
      const at = (of: Float64Array, { data }: { data: Float64Array }) =>
        of.subarray(i * data.length, (i + 1) * data.length);
      expect([at(beta, state.beta), at(WtW, state.WtW), at(AtA, state.AtA)]).toEqual([
        state.beta.data,
        state.WtW.data,
        state.AtA.data,
      ]);
    }
  });

  it("is that of the kernels where one neuron has one input, at any learning rates", () => {
    const rates = { etaA: 0.4, etaW: 3 };
    const solution = twoLayerLinear({
      ...{ W0: matrixFromRows([[0.7]]), A0: matrixFromRows([[0.2, -0.5]]), betaStar: matrixFromRows([[1, 2]]) },
      ...rates,
    });
    const [before, after] = [0, 0.8].map((time) => solution.ntkMatrix(time, matrixFromRows([[1]])).data);
    const dot = before!.reduce((sum, entry, k) => sum + entry * after![k]!, 0);
    const expected = 1 - dot / (norm(before!) * norm(after!));
    expect(expected).toBeGreaterThan(1e-3);
    expect(solution.trajectory([0.8]).kernelDistance[0]).toBeCloseTo(expected, 14);
  });

  it("is written as nested arrays, null where a kernel is 0", () => {
    const json = JSON.parse(JSON.stringify(twoLayerLinear(problem).trajectory([0, 2])));
    expect(Object.keys(json)).toEqual(["delta", "times", "beta", "WtW", "AtA", "singularValues", "kernelDistance"]);
    const shape = (x: unknown): number[] => (Array.isArray(x) ? [x.length, ...shape(x[0])] : []);
    expect([json.beta, json.WtW, json.AtA, json.singularValues].map(shape)).toEqual([
      [2, 3, 2],
      [2, 3, 3],
      [2, 2, 2],
      [2, 2],
    ]);
    expect(json.kernelDistance[0]).toBe(0);
    const zero = twoLayerLinear({ W0: matrix(2, 3), A0: matrix(2, 2), betaStar: problem.betaStar });
    expect(zero.trajectory([1]).toJSON().kernelDistance).toEqual([null]);
  });

  it("has the kernel of its layers, and the distance of those kernels", () => {
    const solution = twoLayerLinear(problem);
    const X = randomTarget(4, 3, [1, 1, 1], 62);
    const [W, A] = [matrix(2, 3), matrix(2, 2)];
    const kernels = [0, 1.5].map((time) => {
      const K = solution.ntkMatrix(time, X);
      solution.layersAt(time, W, A);
      // gradients of output k on input i, by the layers
      const rows = Array.from({ length: 8 }, (_, row) => {
        const [i, k] = [row >> 1, row & 1];
        const x = X.data.subarray(3 * i, 3 * i + 3);
        const byA = Array.from({ length: 4 }, (_, e) =>
          e % 2 === k ? x.reduce((s, v, q) => s + v * W.data[3 * (e >> 1) + q]!, 0) : 0,
        );
        const byW = Array.from({ length: 6 }, (_, e) => A.data[2 * Math.floor(e / 3) + k]! * x[e % 3]!);
        return [...byA.map((v) => v * Math.sqrt(problem.etaA!)), ...byW.map((v) => v * Math.sqrt(problem.etaW!))];
      });
      const J = matrixFromRows(rows);
      expect(distance(K.data, productTransposed(J, J).data)).toBeLessThan(1e-14 * norm(K.data));
      return K.data;
    }) as [Float64Array, Float64Array];
    const dot = kernels[0].reduce((sum, v, i) => sum + v * kernels[1][i]!, 0);
    const expected = 1 - dot / (norm(kernels[0]) * norm(kernels[1]));
    expect(solution.trajectory([1.5]).kernelDistance[0]).toBeCloseTo(expected, 14);
  });
});

describe("what the size of numbers asks for", () => {
  const one = matrix(1, 1, Float64Array.of(1));

  it.each([1e-20, 1e-100, 1e-300])("ends at its target, %d of the start", (size) => {
    const betaStar = matrix(1, 1, Float64Array.of(size));
    expect(twoLayerLinear({ W0: one, A0: one, betaStar }).limit().beta.data[0]! / size).toBeCloseTo(1, 14);
  });

  it("has the digits of times that are below the numbers, or beyond them, in the units of the inputs", () => {
    const start = { W0: matrix(1, 1), A0: one, etaA: 1, etaW: 1 };
    const early = twoLayerLinear({ ...start, betaStar: matrix(1, 1, Float64Array.of(1e200)), inputScale: 1e-23 });
    expect(early.at(3e-299).beta.data[0]! / 3e-122).toBeCloseTo(1, 13);
    const slow = twoLayerLinear({
      W0: one,
      A0: one,
      betaStar: matrix(1, 1, Float64Array.of(1e-300)),
      inputScale: 1e300,
    });
    expect(slow.at(1e300).beta.data[0]! / 1e-300).toBeCloseTo(1, 13);
  });

  it("ends at its target in a large network", () => {
    const start = diagonal(new Array(14).fill(1));
    const betaStar = diagonal(new Array(14).fill(1e-20));
    const { beta } = twoLayerLinear({ W0: start, A0: start, betaStar }).limit();
    expect(distance(beta.data, betaStar.data)).toBeLessThan(1e-33);
  });

  it("ends at the larger of two directions that far from balance grow alike", () => {
    const [W0, A0] = [matrixFromRows([[1, 0.5]]), matrixFromRows([[1e4, 1e4]])];
    const { beta } = twoLayerLinear({ W0, A0, betaStar: diagonal([2, 1]) }).limit();
    expect(distance(beta.data, [2, 0, 0, 0])).toBeLessThan(1e-14);
  });

  it("has come to the target at any late time where entries lie far apart", () => {
    const apart = matrixFromRows([[1, 1e-8]]);
    for (const time of [1e30, 1e300]) {
      const { beta } = twoLayerLinear({ W0: apart, A0: one, betaStar: matrixFromRows([[1], [2]]) }).at(time);
      expect(distance(beta.data, [1, 2])).toBeLessThan(1e-15);
    }
  });

  it("has kernels that only shrink, as those without a target, where entries lie far apart", () => {
    const layer = matrixFromRows([
      [1, 1e-8],
      [-1e-8, 1],
    ]);
    const { kernelDistance } = twoLayerLinear({ W0: layer, A0: layer, betaStar: matrix(2, 2) }).trajectory([0.1, 1]);
    expect(kernelDistance).toEqual(Float64Array.of(0, 0));
  });
});

describe("bad input", () => {
  const good = randomProblem({ h: 2, d: 3, c: 2 }, 0.4, 71);
  const cases: [string, () => unknown, RegExp][] = [
    ["rows of A0", () => twoLayerLinear({ ...good, A0: matrix(3, 2) }), /^A0 has 3 rows, but W0 has 2/],
    ["the target", () => twoLayerLinear({ ...good, betaStar: matrix(2, 2) }), /^betaStar is 2 x 2; expected 3 x 2$/],
    [
      "an entry",
      () => twoLayerLinear({ ...good, W0: matrix(2, 3, Float64Array.of(1, 2, Number.NaN, 4, 5, 6)) }),
      /^W0\[0\]\[2\] is NaN/,
    ],
    ["a rate", () => twoLayerLinear({ ...good, etaA: 0 }), /^etaA is 0; expected a finite number above 0$/],
    ["a scale", () => twoLayerLinear({ ...good, inputScale: -1 }), /^inputScale is -1/],
    ["no neurons", () => twoLayerLinear({ ...good, W0: matrix(0, 3) }), /^W0 is 0 x 3; expected entries$/],
    [
      "a start that has lost its digits",
      () => twoLayerLinear({ W0: matrix(1, 1, Float64Array.of(-5e-324)), A0: matrix(1, 1), betaStar: matrix(1, 1) }),
      /^the largest entry of W0 and A0 is 5e-324; expected 0 or at least 1e-304, since smaller numbers have lost digits$/,
    ],
    [
      "a target beyond the numbers",
      () => twoLayerLinear({ ...good, betaStar: matrix(3, 2, new Float64Array(6).fill(1e308)) }),
      /^the rate sqrt\(etaA etaW \|betaStar\|\^2 \+ delta\^2\/4\) is Infinity; expected a target and learning rates that keep it below 8e307$/,
    ],
    [
      "learning rates below the numbers",
      () => {
        const one = matrix(1, 1, Float64Array.of(1));
        return twoLayerLinear({ W0: one, A0: one, betaStar: one, etaA: 1e-320, etaW: 1e-320 });
      },
      /^the rate sqrt\(etaA etaW\) \|betaStar\| is 1e-320; expected learning rates that keep it above 3e-308, since smaller numbers have lost digits$/,
    ],
    [
      "another Delta",
      () => twoLayerLinear({ ...good, W0: { ...good.W0, data: good.W0.data.map((v, i) => (i === 0 ? v + 0.1 : v)) } }),
      /^etaW A A\^T - etaA W W\^T differs from .* I by 0\.\d+ at \[\d\]\[\d\]/,
    ],
    [
      "sizes that delta forbids",
      () => twoLayerLinear({ W0: matrix(2, 2), A0: matrixFromRows([[1], [2]]), betaStar: matrix(2, 1) }),
      /differs from 2\.5 I by \d.*which needs delta <= 0 with 2 hidden neurons and 1 outputs$/,
    ],
    [
      "weights whose squares are beyond the numbers",
      () => {
        const large = matrix(1, 1, Float64Array.of(1e160));
        return twoLayerLinear({ W0: large, A0: large, betaStar: matrix(1, 1), etaA: 1e-20, etaW: 1e-20 }).at(0);
      },
      /^beta is beyond the numbers at time 0; expected W0, A0, betaStar and learning rates that keep it below 1\.8e308$/,
    ],
    [
      "a large network of numbers too far apart",
      () => {
        const row = matrix(1, 12, new Float64Array(12).fill(1e-250));
        return twoLayerLinear({
          W0: row,
          A0: row,
          betaStar: matrix(12, 12, new Float64Array(144).fill(1e280, 0, 1).fill(1e-250, 1)),
        }).at(1);
      },
      /^W0, A0 and betaStar have numbers 10\^\d+ apart, which takes \d+ digits with 12 inputs and 12 outputs; expected numbers nearer to each other$/,
    ],
    [
      "the end of a large network whose target is far below its start",
      () => {
        const W0 = matrix(1, 14, new Float64Array(14).fill(1, 0, 1));
        return twoLayerLinear({ W0, A0: W0, betaStar: matrix(14, 14, new Float64Array(196).fill(1e-300)) }).limit();
      },
      /^betaStar has rates below 1e-284 of the fastest; expected a target nearer to the start in size$/,
    ],
    ["a time", () => twoLayerLinear(good).at(-1, {}), /^time is -1; expected a finite number of at least 0$/],
    ["times", () => twoLayerLinear(good).trajectory([0, Number.POSITIVE_INFINITY]), /^times\[1\] is Infinity/],
    ["a buffer", () => twoLayerLinear(good).at(1, { WtW: matrix(2, 2) }), /^WtW is 2 x 2; expected 3 x 3$/],
    ["inputs", () => twoLayerLinear(good).ntkMatrix(1, matrix(4, 2)), /^X has 2 columns; expected 3/],
  ];
  it.each(cases)("names %s", (_, run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });
});

it("takes a start of any size, of which the squares would be subnormal or 0", () => {
  const turn = randomRotation(3, 21);
  const betaStar = randomTarget(3, 3, [2, 1, 0.5], 22);
  const largest = [1, 1e-100, 1e-158, 1e-162, 1e-300].map((size) => {
    const W0 = matrix(
      3,
      3,
      turn.data.map((entry) => size * entry),
    );
    const solution = twoLayerLinear({ W0, A0: matrix(3, 3, W0.data.toReversed()), betaStar });
    expect(solution.delta).toBe(0);
    const { kernelDistance, beta } = solution.trajectory([0, 1e-3, 1, 1e5]);
    expect([...kernelDistance].every((distance) => distance >= 0 && distance <= 1)).toBe(true);
    return { early: kernelDistance[1]!, end: beta.subarray(27) };
  });
  // the kernel of a small start turns as fast at any size, and each ends at the target but for the directions that pass a saddle
  for (const { early } of largest.slice(2)) expect(early / largest[1]!.early).toBeCloseTo(1, 9);
  for (const { end } of largest.slice(1)) expect(Math.abs(norm(end) / norm(largest[1]!.end) - 1)).toBeLessThan(1e-12);
});
