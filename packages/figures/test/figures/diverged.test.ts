import { expect, test } from "vitest";
import { findFigure } from "../../src/findFigure.js";
import { smaller } from "./smaller.js";

test.each([
  ["6a", { learningRate: 1e30 }, "alpha = 0.1, seed = 0"],
  ["6b", { learningRate: 1e100 }, "alpha = 0.1, seed = 0"],
  ["6c", { rate: 1e30 }, "alpha = 0.1, trainSize = 6, seed = 0"],
  ["6d", { learningRate: 1e100 }, "alpha = 1, outputScale = 1, seed = 0"],
  ["11", { learningRate: 1e100 }, "alpha = 0.1, seed = 0"],
  ["12", { learningRate: 1e100, taus: [2] }, "alpha = 1, outputScale = 2, seed = 0"],
  ["depth", { rate: 1e30 }, "widths = [8], alpha = 0.1, seed = 0"],
  ["learning-speeds", { learningRate: 1e100 }, "alpha = 0.1, seed = 0"],
])(
  "figure %s names the run that diverged, the step and the last finite loss, and draws nothing",
  async (id, change, run) => {
    const figure = findFigure(id);
    const spec = { ...(figure.spec as object), ...smaller[id], ...change };
    const message = await figure.run(spec).then(
      () => "drawn",
      (error: RangeError) => `${error.name}: ${error.message}`,
    );
    const [begin, end] = message.split(" diverged at ");
    expect(begin).toBe(`RangeError: the run with ${run}`);
    expect(end).toMatch(/^step \d+: its last finite loss is \d\S*; expected a smaller learning rate$/);
  },
);
