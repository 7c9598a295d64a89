import { expect, test } from "vitest";
import { arraysFromTheta, deepNetwork, leNet5, thetaFromArrays } from "../src/index.js";
import { references } from "./npz.js";

const network = deepNetwork(leNet5());
const arrays = Object.fromEntries(
  Object.entries(references("lenet5")).flatMap(([name, array]) =>
    name.startsWith("start.") ? [[name.slice("start.".length), array]] : [],
  ),
);

test("a network of PyTorch comes in and goes out by the names of its layers", () => {
  const theta = thetaFromArrays(network, arrays);
  const { offset } = network.layers.find(({ name }) => name === "fc2.bias")!;
  expect(theta[offset + 3]).toBe(arrays["fc2.bias"]!.data[3]);
  expect(arraysFromTheta(network, theta)).toEqual(arrays);
});

test("arrays that are not those of the network are refused by name", () => {
  const { "fc3.bias": last, ...others } = arrays;
  expect(() => thetaFromArrays(network, others)).toThrow("the array fc3.bias is missing; expected one of 10");
  expect(() => thetaFromArrays(network, { ...arrays, more: last! })).toThrow("the array more is not a layer");
  const bias = { shape: [1, 10], data: last!.data };
  expect(() => thetaFromArrays(network, { ...arrays, "fc3.bias": bias })).toThrow(
    "the array fc3.bias is 1 x 10; expected 10",
  );
});
