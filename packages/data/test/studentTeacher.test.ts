import { describe, expect, it } from "vitest";
import { randomStream, studentTeacherTask } from "../src/index.js";

const options = { trainSize: 60, inputDimension: 7, testSize: 40, seed: 3 };
const leaky = (gamma: number) => ({ value: (z: number): number => Math.max(z, gamma * z) });

const rowsOf = (data: Float64Array, d: number): Float64Array[] =>
  Array.from({ length: data.length / d }, (_, i) => data.subarray(i * d, (i + 1) * d));
const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, j) => sum + value * y[j]!, 0);

describe("studentTeacherTask", () => {
  it.each([0, 0.2])("has the targets of its teacher, with a slope of %d below 0", (gamma) => {
    const task = gamma === 0 ? options : { ...options, activation: leaky(gamma) };
    const { X, Y, test, teacher } = studentTeacherTask(task);
    expect([teacher.directions.rows, X.rows, test.X.rows]).toEqual([3, 60, 40]);
    for (const regression of [{ X, Y }, test]) {
      for (const [i, x] of rowsOf(regression.X.data, 7).entries()) {
        const expected = rowsOf(teacher.directions.data, 7).reduce((sum, v, k) => {
          const z = dot(v, x);
          return sum + teacher.signs[k]! * Math.max(z, gamma * z);
        }, 0);
        expect(Math.abs(regression.Y.data[i]! - expected)).toBeLessThan(1e-14);
      }
    }
  });

  it("draws unit vectors without a preferred direction, and fresh ones for the test", () => {
    const { X, test } = studentTeacherTask({ ...options, trainSize: 4000, testSize: 4000, inputDimension: 5 });
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
    const larger = studentTeacherTask({ ...options, trainSize: 80, testSize: 50 });
    expect(larger.X.data.subarray(0, 60 * 7)).toEqual(task.X.data);
    expect(larger.test.Y.data.subarray(0, 40)).toEqual(task.test.Y.data);
    expect(studentTeacherTask({ ...options, seed: 4 }).X.data).not.toEqual(task.X.data);
  });

  it.each([
    [{ ...options, trainSize: 0 }, "trainSize is 0; expected a whole number above 0"],
    [{ ...options, teacherWidth: 1.5 }, "teacherWidth is 1.5; expected a whole number above 0"],
    [{ ...options, inputDimension: -1 }, "inputDimension is -1; expected a whole number above 0"],
    [{ ...options, seed: -1 }, "seed is -1; expected a whole number from 0 to 4294967295"],
  ])("%#: %s", (bad, message) => {
    expect(() => studentTeacherTask(bad)).toThrow(new RangeError(message));
  });
});

it("streams of one seed are unrelated, the same each time, and refused by another name", () => {
  const names = ["teacher", "inputs", "test", "student", "batches", "weights"] as const;
  const first = names.map((name) => randomStream(6, name).uniform());
  expect(new Set(first).size).toBe(names.length);
  expect(names.map((name) => randomStream(6, name).uniform())).toEqual(first);
  expect(() => randomStream(6, "pupil" as "student")).toThrow(
    new RangeError(`name is "pupil"; expected one of ${names.join(", ")}`),
  );
});
