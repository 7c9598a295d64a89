import { matrixFromRows } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { conservedQuantity, kernelVelocity, neuralTangentKernel } from "../src/index.js";
import { distance, norm } from "./norm.js";
import references from "./references/kernel-velocity.json" with { type: "json" };

it.each(references)("is the derivative of the kernel of a and w, a = $a, w = $w", (reference) => {
  const { a, w, y, etaA, etaW } = reference;
  const X = matrixFromRows(reference.X);
  const beta = w.map((entry) => a * entry);
  const velocity = kernelVelocity(beta, { X, y, etaA, etaW });
  const expected = reference.velocity.flat();
  expect(distance(velocity.data, expected)).toBeLessThan(1e-14 * norm(expected));

  // and that of the kernel of beta at the delta of these parameters, to the second order of a step
  const delta = conservedQuantity(a, w, etaA, etaW);
  const residual = reference.X.map((row, i) => row.reduce((sum, x, k) => sum + x * beta[k]!, 0) - y[i]!);
  const g = beta.map((_, k) => reference.X.reduce((sum, row, i) => sum + row[k]! * residual[i]!, 0));
  const along = w.reduce((sum, entry, k) => sum + entry * g[k]!, 0);
  const moved = (t: number): number[] => w.map((entry, k) => (a - t * etaA * along) * (entry - t * etaW * a * g[k]!));
  const kernel = (t: number): Float64Array => neuralTangentKernel(X, moved(t), { delta, etaA, etaW }).data;
  const step = 1e-5 / (1 + norm(g));
  const [ahead, behind] = [kernel(step), kernel(-step)];
  const measured = ahead.map((entry, k) => (entry - behind[k]!) / (2 * step));
  expect(distance(measured, expected)).toBeLessThan(1e-5 * norm(expected));
});

it("names bad input", () => {
  const problem = { X: matrixFromRows([[1, 2]]), y: [1] };
  expect(() => kernelVelocity([1], problem)).toThrow("beta has length 1; expected 2, one a column of X");
  expect(() => kernelVelocity([1, 0], { ...problem, y: [1, 2] })).toThrow("y has length 2; expected 1, one a row of X");
  expect(() => kernelVelocity([1, 0], { ...problem, etaA: 0 })).toThrow(/^etaA is 0/);
});
