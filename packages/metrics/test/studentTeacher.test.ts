import { type Matrix, matrix } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  type Activity,
  generalizationError,
  hammingDistance,
  kernelDistance,
  ntkMatrix,
  parameterDistance,
} from "../src/index.js";
import { readNpy } from "./readNpy.js";
import runs from "./references/relu-student-teacher/metrics.json" with { type: "json" };

const read = (name: string): Matrix => readNpy(`relu-student-teacher/${name}.npy`);
const X = read("X");
const y = read("y").data;
const directions = read("student-directions");
const signs = read("student-signs").data;
const [h, d, n] = [directions.rows, X.columns, X.rows];

interface Student {
  readonly W: Matrix;
  readonly a: Float64Array;
}

/** Outputs on X, the n x (h + h d) Jacobian of f(x) = sum_k a_k max(0, w_k.x), and which neurons are active. */
function observe({ W, a }: Student): { outputs: Float64Array; jacobian: Matrix; activity: Activity } {
  const active = new Uint8Array(h * n);
  const outputs = new Float64Array(n);
  const jacobian = matrix(n, h + h * d);
  for (let i = 0; i < n; i++) {
    const row = jacobian.data.subarray(i * (h + h * d), (i + 1) * (h + h * d));
    for (let k = 0; k < h; k++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += W.data[k * d + j]! * X.data[i * d + j]!;
      if (z < 0) continue;
      active[k * n + i] = 1;
      outputs[i] = outputs[i]! + a[k]! * z;
      row[k] = z;
      for (let j = 0; j < d; j++) row[h + k * d + j] = a[k]! * X.data[i * d + j]!;
    }
  }
  return { outputs, jacobian, activity: { hiddenWidth: h, inputCount: n, active } };
}

describe.each(runs)("a student with tau = $tau, delta = $delta, against runs made elsewhere", (run) => {
  // s is the positive root of delta = tau^2 (s^-2 - s^2)
  const q = run.delta / run.tau ** 2;
  const s = Math.sqrt((Math.sqrt(q * q + 4) - q) / 2);
  const start: Student = {
    W: matrix(
      h,
      d,
      directions.data.map((x) => x * run.tau * s),
    ),
    a: signs.map((sign) => (sign * run.tau) / s),
  };
  const name = `tau${run.tau.toFixed(1)}-delta${run.delta.toFixed(1)}`;
  const end: Student = { W: read(`final-W-${name}`), a: read(`final-a-${name}`).data };
  const [before, after] = [observe(start), observe(end)];

  it("has the same mean squared error", () => {
    const atStart = run.trainLoss[0]!;
    expect(Math.abs(generalizationError(before.outputs, y) - atStart)).toBeLessThan(1e-14 * atStart);
    const atEnd = run.trainLoss.at(-1)!;
    expect(Math.abs(generalizationError(after.outputs, y) - atEnd)).toBeLessThan(1e-11 * atEnd);
  });

  it("has the same kernel distance", () => {
    const expected = run.kernelDistance.at(-1)!;
    const actual = kernelDistance(ntkMatrix(before.jacobian).data, ntkMatrix(after.jacobian).data);
    // the references are 1 - cos, good to a few roundings of 1
    expect(Math.abs(actual - expected)).toBeLessThan(2e-15);
  });

  it("has the same Hamming distance", () => {
    const actual = hammingDistance(before.activity, after.activity);
    expect(actual).toBeCloseTo(run.hammingDistance.at(-1)!, 13);
  });

  it("has the same parameter distance", () => {
    const expected = run.parameterDistance.at(-1)!;
    const flat = ({ W, a }: Student): number[] => [...W.data, ...a];
    expect(Math.abs(parameterDistance(flat(end), flat(start)) - expected)).toBeLessThan(1e-14 * expected);
  });
});
