import { describe, expect, it } from "vitest";
import { mirroredStudent, studentTeacherTask } from "../src/index.js";

const options = { n: 60, d: 7, testCount: 40, seed: 3 };

const rowsOf = (data: Float64Array, d: number): Float64Array[] =>
  Array.from({ length: data.length / d }, (_, i) => data.subarray(i * d, (i + 1) * d));
const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, j) => sum + value * y[j]!, 0);

describe("studentTeacherTask", () => {
  it.each([0, 0.2])("has the targets of its teacher, with a slope of %d below 0", (gamma) => {
    const { X, y, test, teacher } = studentTeacherTask({ ...options, gamma });
    expect([teacher.directions.rows, X.rows, test.X.rows]).toEqual([3, 60, 40]);
    for (const regression of [{ X, y }, test]) {
      for (const [i, x] of rowsOf(regression.X.data, 7).entries()) {
        const expected = rowsOf(teacher.directions.data, 7).reduce((sum, v, k) => {
          const z = dot(v, x);
          return sum + teacher.signs[k]! * Math.max(z, gamma * z);
        }, 0);
        expect(Math.abs(regression.y[i]! - expected)).toBeLessThan(1e-14);
      }
    }
  });

  it("draws unit vectors without a preferred direction, and fresh ones for the test", () => {
    const { X, test } = studentTeacherTask({ ...options, n: 4000, testCount: 4000, d: 5 });
    for (const matrix of [X, test.X]) {
      const rows = rowsOf(matrix.data, 5);
      for (const x of rows) expect(Math.abs(dot(x, x) - 1)).toBeLessThan(1e-15);
      for (let j = 0; j < 5; j++) {
        const mean = rows.reduce((sum, x) => sum + x[j]!, 0) / 4000;
        const square = rows.reduce((sum, x) => sum + x[j]! ** 2, 0) / 4000;
        // five standard deviations of 1/sqrt(4000 d) and of about 0.24/sqrt(4000)
        expect(Math.abs(mean)).toBeLessThan(0.036);
        expect(Math.abs(square - 0.2)).toBeLessThan(0.02);
      }
    }
    expect(test.X.data.slice(0, 20)).not.toEqual(X.data.slice(0, 20));
  });

  it("is the same for the same seed, keeps its inputs when more are asked for, and differs for another seed", () => {
    const task = studentTeacherTask(options);
    expect(studentTeacherTask(options)).toEqual(task);
    const larger = studentTeacherTask({ ...options, n: 80, testCount: 50 });
    expect(larger.X.data.subarray(0, 60 * 7)).toEqual(task.X.data);
    expect(larger.test.y.subarray(0, 40)).toEqual(task.test.y);
    expect(studentTeacherTask({ ...options, seed: 4 }).X.data).not.toEqual(task.X.data);
  });

  it.each([
    [{ ...options, n: 0 }, "n is 0; expected a whole number above 0"],
    [{ ...options, teacherWidth: 1.5 }, "teacherWidth is 1.5; expected a whole number above 0"],
    [{ ...options, gamma: Number.NaN }, "gamma is NaN; expected a finite number"],
    [{ ...options, seed: -1 }, "seed is -1; expected a whole number from 0 to 4294967295"],
  ])("%#: %s", (bad, message) => {
    expect(() => studentTeacherTask(bad)).toThrow(new RangeError(message));
  });
});

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
    const { X, teacher } = studentTeacherTask({ ...options, seed: 6, d: 5 });
    const { directions } = mirroredStudent(6, 5, 6);
    expect(directions.data.slice(0, 15)).not.toEqual(teacher.directions.data);
    expect(directions.data.slice(0, 15)).not.toEqual(X.data.slice(0, 15));
  });

  it("needs an even width", () => {
    const message = "hiddenWidth is 7; expected an even number, a neuron and its mirror image each";
    expect(() => mirroredStudent(7, 5, 6)).toThrow(new RangeError(message));
  });
});
