import { identityMatrix, matrixFromRows } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { deepFunctionSpaceField, deepMode, selfConsistentField } from "../src/index.js";
import { distance, norm } from "./norm.js";
import references from "./references/deep-function-space.json" with { type: "json" };

const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());

it.each(references)("is the velocity of the product of $depth balanced layers", ({ depth, X, Y, beta, velocity }) => {
  const field = deepFunctionSpaceField({ depth, X: matrixFromRows(X), Y: matrixFromRows(Y), eta: 0.5 });
  const out = new Float64Array(velocity.flat().length);
  field(0, flat(beta), out);
  const expected = velocity.flat().map((entry) => entry / 2);
  expect(distance(out, expected)).toBeLessThan(1e-13 * norm(expected));
});

it("is that of theorem 4.2 at depth 2 without imbalance", () => {
  const { X, Y, beta } = references[1]!;
  const problem = { X: matrixFromRows(X), Y: matrixFromRows(Y) };
  const [deep, wide] = [new Float64Array(6), new Float64Array(6)];
  deepFunctionSpaceField({ ...problem, depth: 2 })(0, flat(beta), deep);
  selfConsistentField({ ...problem, delta: 0, hiddenWidth: 5 })(0, flat(beta), wide);
  expect(distance(deep, wide)).toBeLessThan(1e-13 * norm(wide));
});

it("moves an aligned mode as deepMode does", () => {
  const [X, Y] = [
    identityMatrix(2),
    matrixFromRows([
      [3, 0],
      [0, 1],
    ]),
  ];
  const field = deepFunctionSpaceField({ depth: 4, X, Y });
  const out = new Float64Array(4);
  field(0, Float64Array.of(0.5, 0, 0, 0.2), out);
  const mode = deepMode({ depth: 4, start: 0.5, target: 3 });
  expect(Math.abs(out[0]! / ((mode.at(1e-6) - 0.5) / 1e-6) - 1)).toBeLessThan(1e-5);
  expect([out[1], out[2]]).toEqual([0, 0].map(() => expect.closeTo(0, 15)));
});

it("names bad input", () => {
  const good = { depth: 2, X: identityMatrix(2), Y: identityMatrix(2) };
  expect(() => deepFunctionSpaceField({ ...good, depth: 1.5 })).toThrow(/^depth is 1.5/);
  expect(() => deepFunctionSpaceField({ ...good, Y: identityMatrix(3) })).toThrow(
    "Y has 3 rows; expected 2, one a row of X",
  );
  expect(() => deepFunctionSpaceField({ ...good, eta: 0 })).toThrow(/^eta is 0/);
});
