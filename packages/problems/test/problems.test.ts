import { expect, test } from "vitest";
import { modelNames, problems, solve, solved } from "../src/index.js";

test("the names are those of the problems", () => {
  expect(problems.map(({ name }) => name)).toEqual(modelNames);
});

test.each(problems)("$name: its example is answered, in rows and words, and survives JSON", (problem) => {
  expect(problem.example.model).toBe(problem.name);
  const found = solved(JSON.parse(JSON.stringify(problem.example)));
  if (Array.isArray(found)) throw new Error("one spec gave several answers");
  const { answer, rows, summary, tableColumns } = found;
  expect(solve([problem.example])).toEqual([answer]);
  const text = JSON.stringify(answer);
  expect(JSON.stringify(JSON.parse(text))).toBe(text);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]!));
  expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining([...tableColumns]));
  expect(summary).toMatch(/^[^\n]+$/);
});

test.each(problems)("$name: every number of its example is refused as a text, by name", (problem) => {
  let places = 0;
  const visit = (value: unknown, set: (text: unknown) => void, name: string): void => {
    if (Array.isArray(value)) {
      for (const [i, each] of value.entries()) {
        const setEntry = (text: unknown) => {
          value[i] = text;
        };
        visit(each, setEntry, `${name}[${i}]`);
      }
    }
    if (typeof value !== "number") return;
    places++;
    set(String(value));
    expect(() => solve(spec as unknown), name).toThrow(`${name} is "${value}"; expected`);
    set(value);
  };
  const spec: Record<string, unknown> = structuredClone(problem.example);
  for (const [field, value] of Object.entries(spec))
    visit(
      value,
      (text) => {
        spec[field] = text;
      },
      `spec.${field}`,
    );
  expect(places).toBeGreaterThan(2);
});

test("says in which basin one neuron starts, and that half of the way takes as long from the smallest start at depth 1", () => {
  const neuron = { model: "single-neuron", w0: [1, 0.3], betaStar: [0, 1], times: [1] } as const;
  expect([0.5, -0.5].map((a0) => solve({ ...neuron, a0 }).basin)).toEqual([1, -1]);
  const mode = { model: "deep-mode", depth: 1, times: [1] } as const;
  expect(solve({ ...mode, start: 5e-324, target: 0 }).halfTime).toBeCloseTo(Math.LN2, 15);
  expect(solve({ ...mode, start: 1, target: 0.25, eta: 2 }).halfTime).toBeCloseTo(Math.LN2 / 2, 15);
  // from so far below so small a target that is after the largest number
  const late = { model: "deep-mode", depth: 6, start: 3.7e-190, target: 2.2e-189, times: [1] } as const;
  expect(solve(late)).toMatchObject({ u: [3.7e-190], halfTime: null });
});

const wide = {
  model: "two-layer-linear" as const,
  ...{
    W0: [
      [1, 0],
      [0, 1],
    ],
    A0: [
      [1, 0],
      [0, 1],
    ],
    betaStar: [
      [2, 0],
      [1, 1],
    ],
    times: [0],
  },
};

test("entries of matrices are columns numbered from 1, the row first", () => {
  const [found] = solved([
    {
      ...wide,
      W0: [
        [1, 0],
        [0, 2],
      ],
      simulate: true,
    },
  ]);
  // beta = W^T A, W^T W and A^T A of these diagonals
  expect(found!.rows[0]).toMatchObject({
    ...{ sigma1: 2, sigma2: 1 },
    ...{ beta1_1: 1, beta1_2: 0, beta2_1: 0, beta2_2: 2 },
  });
  expect(found!.rows[0]).toMatchObject({ WtW1_1: 1, WtW2_2: 4, AtA1_1: 1, AtA2_2: 1 });
});

test.each(["W0", "A0", "betaStar"])("%s with a row of another length is refused by the row's name", (name) => {
  const uneven = { ...wide, [name]: [[1, 0], [1]] };
  expect(() => solve(uneven as unknown)).toThrow(`spec.${name}[1] has length 1, but ${name}[0] has length 2`);
});
