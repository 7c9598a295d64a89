import { matrixFromRows } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { descentField, meanSquared, singleNeuronModel } from "../src/index.js";

const X = matrixFromRows([
  [1, 2],
  [3, -1],
]);
const bound = singleNeuronModel({ inputDimension: 2 }).bind({ X, Y: matrixFromRows([[1], [-2]]), loss: meanSquared });
const theta = Float64Array.of(0.5, -0.25, 2);

it("is minus the gradient, times the learning rate of each layer", () => {
  const out = new Float64Array(3);
  descentField(bound, { learningRates: [3, 5] })(0, theta, out);
  // f = 2 (w.x): f(x1) = 0, f(x2) = 3.5; the residuals are -1 and 5.5, the mean squared error has the factor 2/n = 1
  const sum = [-1 * 1 + 5.5 * 3, -1 * 2 + 5.5 * -1];
  expect([...out]).toEqual([-3 * 2 * sum[0]!, -3 * 2 * sum[1]!, -5 * (0.5 * sum[0]! - 0.25 * sum[1]!)]);
});

it("asks at each time for the batch of that time, and tells the loss on it", () => {
  const asked: number[] = [];
  const losses: number[] = [];
  const rows = (t: number): number[] => {
    asked.push(t);
    return t < 1 ? [0] : [1];
  };
  const field = descentField(bound, { rows, onLoss: (loss) => losses.push(loss) });
  const [first, second] = [new Float64Array(3), new Float64Array(3)];
  field(0.5, theta, first);
  field(7, theta, second);
  expect(asked).toEqual([0.5, 7]);
  expect(losses).toEqual([1, 5.5 ** 2]);
  // of one input alone the factor is 2
  expect([...first]).toEqual([4, 8, -0]);
  expect([...second]).toEqual([-2 * 2 * 5.5 * 3, 2 * 2 * 5.5, -2 * 5.5 * 1.75]);
});
