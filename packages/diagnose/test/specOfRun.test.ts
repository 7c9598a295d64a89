import { builtInLists, run } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { checkpoint, diagnose, specifiedArchitecture } from "../src/index.js";

const X = [
  [1, 0.2, -0.5],
  [-0.3, 1, 0.4],
  [0.6, -0.7, 1],
  [0.1, 0.9, -0.8],
];
const y = [
  [1, 0],
  [0, 1],
  [-1, 0.5],
  [0.3, -0.6],
];

// as wide as it has outputs, so that only the run's own way tells how its readout lies
test.each([
  { name: "two-layer", hiddenWidth: 2, activation: "tanh" },
  { name: "two-layer", hiddenWidth: 5, biases: true, activation: "gelu" },
  { name: "deep-linear", hiddenWidths: [2, 2] },
])("of a run's spec, and of its result, the model is taken: %o", async (model) => {
  const spec = {
    ...{ task: { name: "arrays", X, y }, model, start: { name: "gaussian", scale: 0.8 } },
    dynamics: { name: "gradient-descent", learningRate: 0.1, steps: [0, 50] },
    measures: ["kernelDistance"],
  };
  const saved: ReturnType<typeof checkpoint>[] = [];
  const result = await run(spec, {
    lists: builtInLists,
    onCell(_, { states, problem }) {
      for (const theta of states) {
        const arrays = problem.model.layers.map(({ name, shape, offset }) => {
          const size = shape.reduce((product, side) => product * side, 1);
          return [name, { shape, data: theta.slice(offset, offset + size) }];
        });
        saved.push(checkpoint(Object.fromEntries(arrays), `step ${saved.length}`));
      }
    },
  });
  const [before, after] = saved as [ReturnType<typeof checkpoint>, ReturnType<typeof checkpoint>];
  const inputs = { rows: 4, columns: 3, data: Float64Array.from(X.flat()) };
  for (const given of [spec, JSON.parse(JSON.stringify(result))]) {
    const architecture = specifiedArchitecture(given, before, { inputDimension: 3 });
    const S = Number(result.rows[1]!.kernelDistance);
    expect(S).toBeGreaterThan(1e-3);
    expect(diagnose({ architecture, before, after, inputs }).kernelDistance! / S).toBeCloseTo(1, 10);
  }
});

test("a run's spec that is not that of the checkpoint is refused by what does not fit", () => {
  const array = (...shape: number[]) => ({
    shape,
    data: new Float64Array(shape.reduce((size, side) => size * side, 1)),
  });
  const found = checkpoint({ W: array(4, 3), A: array(4, 1) }, "end.npz");
  const spec = { task: "whitened", model: { name: "two-layer", hiddenWidth: 7 }, dynamics: { name: "gradient-flow" } };
  const { stateOf } = specifiedArchitecture(spec, found, { inputDimension: 3 });
  expect(() => stateOf(found)).toThrow(new RangeError("end.npz: W is 4 x 3; expected 7 x 3"));
  expect(() => specifiedArchitecture({ task: "whitened", dynamics: {} }, found, { inputDimension: 3 })).toThrow(
    "spec.model is missing; expected a string or an object",
  );
});
