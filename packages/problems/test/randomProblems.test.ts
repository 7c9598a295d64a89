import { describe, expect, it } from "vitest";
import { solve } from "../src/index.js";
import references from "./references/random-problems.json" with { type: "json" };

// null where a value does not count; beyond the numbers it is written as a word
type Expected = number | string | null | undefined;
type Rows = readonly (readonly Expected[])[];

interface Reference {
  readonly spec: { readonly model: string; readonly [field: string]: unknown };
  readonly [name: string]: unknown;
}

/** Relative error of `tolerance`, or 1e-313 where numbers are subnormal or nearly so. */
function expectNumber(actual: number | null, expected: Expected, what: string, tolerance = 1e-13): void {
  if (expected === null || expected === undefined) return;
  const value = Number(expected);
  if (!Number.isFinite(value)) expect(actual, what).toBe(value);
  else {
    const allowed = Math.abs(value) < 1e-300 ? 1e-313 : tolerance * Math.abs(value);
    expect(Math.abs(actual! - value), `${what} is ${actual}; expected ${value}`).toBeLessThanOrEqual(allowed);
  }
}

const sizeOf = (values: readonly number[]): number => {
  const largest = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return largest === 0 ? 0 : largest * Math.hypot(...values.map((each) => each / largest));
};

/** The distance of two vectors over the size of the second, or 1e-313 where that is below the numbers. */
function expectVector(actual: readonly number[], expected: readonly Expected[], what: string, tolerance: number): void {
  const values = expected.map(Number);
  const allowed = sizeOf(values) < 1e-300 ? 1e-313 : tolerance * sizeOf(values);
  expect(sizeOf(values.map((value, k) => value - actual[k]!)), what).toBeLessThanOrEqual(allowed);
}

const compare: Readonly<Record<string, (answer: never, reference: never) => void>> = {
  "single-neuron": (
    answer: { a: number[]; w: number[][]; beta: number[][]; mu: number[]; phi: number[]; kernelDistance: number[] },
    {
      a,
      w,
      beta,
      mu,
      phi,
      S,
    }: { a: Expected; w: Expected[]; beta: Expected[]; mu: Expected; phi: Expected; S: Expected },
  ) => {
    expectNumber(answer.a[0]!, a, "a");
    for (const [j, entry] of w.entries()) expectNumber(answer.w[0]![j]!, entry, `w[${j}]`);
    // one product of two that are right, and a sum of such
    for (const [j, entry] of beta.entries()) expectNumber(answer.beta[0]![j]!, entry, `beta[${j}]`, 2e-13);
    expectNumber(answer.mu[0]!, mu, "mu", 3e-13);
    expectNumber(answer.phi[0]!, phi, "phi", 2e-13);
    expectNumber(answer.kernelDistance[0]!, S, "kernelDistance", 1e-10);
  },
  "two-layer-linear": (
    answer: Record<string, number[][][]> & { kernelDistance: number[] },
    reference: Record<string, Rows | null> & { spec: { times: number[]; betaStar: number[][] }; S: Expected },
  ) => {
    const { times, betaStar } = reference.spec;
    const tolerance = 1e-13 + 1e-16 * times[0]! * sizeOf(betaStar.flat());
    for (const name of ["beta", "WtW", "AtA"]) {
      const expected = reference[name]?.flat();
      if (expected) expectVector(answer[name]![0]!.flat(), expected, name, tolerance);
    }
    expectNumber(answer.kernelDistance[0]!, reference.S, "kernelDistance", 1e-10);
  },
  "deep-mode": (answer: { u: number[]; halfTime: number }, { u, half }: { u: Expected; half: Expected }) => {
    expectNumber(answer.u[0]!, u, "u");
    if (Number.isFinite(Number(half))) expectNumber(answer.halfTime, half, "halfTime", 1e-12);
  },
  "implicit-bias": compareBias,
  "deep-implicit-bias": compareBias,
};

function compareBias(
  answer: { minimumNorm: number[]; betaInfinity: number[] | null },
  { minimumNorm, betaInfinity, move }: { minimumNorm: Expected[]; betaInfinity: Expected[]; move: number[] },
): void {
  // by how much a last digit of the inputs moves them
  expectVector(answer.minimumNorm, minimumNorm, "minimumNorm", 1e-13 + 20 * move[0]!);
  if (answer.betaInfinity) expectVector(answer.betaInfinity, betaInfinity, "betaInfinity", 1e-13 + 20 * move[1]!);
}

describe("random problems of any size, with their answers in hundreds of digits", () => {
  it.each(
    (references as readonly Reference[]).map((reference, index) => ({ index, model: reference.spec.model, reference })),
  )("$index: $model", ({ model, reference }) => {
    compare[model]!(solve(reference.spec) as never, reference as never);
  });
});
