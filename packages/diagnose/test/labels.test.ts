import { expect, test } from "vitest";
import { labelsOf, performance } from "../src/labels.js";

const table = (columns: number, ...data: number[]) => ({
  rows: data.length / columns,
  columns,
  data: Float64Array.from(data),
});
const of = (columns: number, c: number, outputs: readonly number[], ...data: number[]) => {
  const labels = labelsOf(table(columns, ...data), outputs.length / c, c);
  return { name: labels.lossName, targets: [...labels.targets], ...performance(Float64Array.from(outputs), labels, c) };
};

// torch.nn.functional.binary_cross_entropy_with_logits and cross_entropy of PyTorch 1.13 in float64
test("0 and 1 on one output are classes of its logit", () => {
  const found = of(1, 1, [1.5, -0.25, -2, 800], 1, 0, 1, 1);
  expect(found).toMatchObject({ name: expect.stringMatching(/^logistic loss/), accuracy: 0.75 });
  expect(found.targets).toEqual([0.5, -0.5, 0.5, 0.5]);
  expect(found.loss).toBeCloseTo(0.7260701772261422, 14);
});

test("rows with a single 1 are classes, as their places are", () => {
  const outputs = [0.5, -1, 2, 0, 1, 0];
  const [rows, places] = [of(3, 3, outputs, 1, 0, 0, 0, 1, 0), of(1, 3, outputs, 0, 1)];
  expect(rows).toEqual({ ...places, name: "cross-entropy, rows with a single 1 being classes" });
  expect(places).toMatchObject({ name: "cross-entropy", accuracy: 0.5 });
  expect(rows.loss).toBeCloseTo(1.1463780052946042, 14);
});

test("other numbers are values", () => {
  expect(of(1, 1, [1, 2], 0, 0.5)).toMatchObject({ name: "mean squared error", loss: 1.625, accuracy: null });
  expect(of(1, 1, [1, 2], 1, 1).name).toBe("mean squared error");
  expect(of(2, 2, [1, 2, 3, 4], 1, 1, 0, 1).name).toBe("mean squared error");
});
