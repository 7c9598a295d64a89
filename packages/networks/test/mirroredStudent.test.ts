import { createHash } from "node:crypto";
import { studentTeacherTask } from "@lazyrich/data";
import { describe, expect, it } from "vitest";
import { mirroredStudent, twoLayerState } from "../src/index.js";

const rowsOf = (data: Float64Array, d: number): Float64Array[] =>
  Array.from({ length: data.length / d }, (_, i) => data.subarray(i * d, (i + 1) * d));
const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, j) => sum + value * y[j]!, 0);

describe("mirroredStudent", () => {
  it("has unit directions twice, with opposite signs", () => {
    const { directions, signs } = mirroredStudent(8, 5, 6);
    const rows = rowsOf(directions.data, 5);
    for (let k = 0; k < 4; k++) {
      expect(rows[k + 4]).toEqual(rows[k]);
      expect(signs[k + 4]).toBe(-signs[k]!);
      expect(Math.abs(dot(rows[k]!, rows[k]!) - 1)).toBeLessThan(1e-15);
    }
    expect(new Set(mirroredStudent(64, 2, 6).signs.subarray(0, 32)).size).toBe(2);
  });

  it("is independent of the task of its seed", () => {
    const { X, teacher } = studentTeacherTask({ trainSize: 60, testSize: 1, inputDimension: 5, seed: 6 });
    const { directions } = mirroredStudent(6, 5, 6);
    expect(directions.data.slice(0, 15)).not.toEqual(teacher.directions.data);
    expect(directions.data.slice(0, 15)).not.toEqual(X.data.slice(0, 15));
  });

  it("needs an even width", () => {
    const message = "hiddenWidth is 7; expected an even number, a neuron and its mirror image each";
    expect(() => mirroredStudent(7, 5, 6)).toThrow(new RangeError(message));
  });
});

it("keeps the bytes that it had when first published, as does the start that is made of it", () => {
  const sum = (...arrays: readonly Float64Array[]): string => {
    const hash = createHash("sha256");
    for (const { buffer, byteOffset, byteLength } of arrays)
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    return hash.digest("hex").slice(0, 16);
  };
  const student = mirroredStudent(8, 5, 6);
  expect(sum(student.directions.data, student.signs)).toBe("009b9e57bc7e1e66");
  expect(sum(twoLayerState({ ...student, tau: 0.3, delta: 0.7 }))).toBe("ac089e0d9eb5e573");
});
