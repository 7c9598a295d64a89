import { expect, test } from "vitest";
import { closestName } from "../src/closestName.js";

const names = ["svg", "png", "pdf", "csv", "parquet", "betaStar", "single-neuron"];

test.each([
  ["pgn", "png"],
  ["parket", "parquet"],
  ["beta_star", "betaStar"],
  ["betastar", "betaStar"],
  ["singleneuron", "single-neuron"],
  ["SVG", "svg"],
  ["jpeg", undefined],
  ["", undefined],
  ["p".repeat(1000), undefined],
])("%s: %s", (name, closest) => {
  expect(closestName(name, names)).toBe(closest);
});
