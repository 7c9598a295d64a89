import { readFileSync } from "node:fs";
import { type NamedArrays, npz, parseNpz } from "@lazyrich/tables";
import { expect, it } from "vitest";
import { builtInLists as lists, run } from "../src/index.js";
import { smoothnessOfFilters } from "../src/measures/filterSmoothness.js";

// PyTorch 1.13 in float64
const reference = (name: string): NamedArrays =>
  parseNpz(readFileSync(new URL(`references/pytorch/${name}.npz`, import.meta.url)), name);

/** The arrays whose names begin so, under the names that our layers have. */
const named = (arrays: NamedArrays, prefix: string, nameOf: (name: string) => string): NamedArrays =>
  Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, array]) => [nameOf(name.slice(prefix.length)), array]),
  );

const rowsOf = (data: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: data.length / columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => data[i * columns + j]!),
  );

const stepsTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, step) => step);

/** Runs a spec from the start of the reference and compares every loss and the parameters at the end. */
async function compare(arrays: NamedArrays, nameOf: (name: string) => string, spec: object): Promise<void> {
  const readFile = (): Uint8Array => npz(named(arrays, "start.", nameOf));
  const losses = [...arrays.losses!.data];
  const ends = named(arrays, "end.", nameOf);
  const { rows } = await run(
    { ...spec, start: { name: "file", file: "start.npz" }, loss: "cross-entropy", measures: ["trainLoss"] },
    {
      ...{ lists, readFile },
      onCell(_, { theta, problem }) {
        for (const { name, offset } of problem.model.layers) {
          const { data } = ends[name]!;
          data.forEach((value, k) => {
            expect(Math.abs(theta[offset + k]! - value)).toBeLessThan(1e-11);
          });
        }
      },
    },
  );
  expect(rows).toHaveLength(losses.length + 1);
  for (const [step, loss] of losses.entries()) expect(rows[step]!.trainLoss).toBeCloseTo(loss, 12);
}

it("a training with BatchNorm that PyTorch began goes on as there: Nesterov", async () => {
  const arrays = reference("residual");
  await compare(arrays, (name) => name, {
    task: { name: "arrays", X: rowsOf(arrays.X!.data, 432), y: [...arrays.labels!.data], classes: 10 },
    model: { name: "residual", filters: 4, filterSize: 7, widths: [8], pool: 2, readoutScale: 0.125 },
    dynamics: { name: "sgd", learningRate: 0.1, momentum: 0.9, nesterov: true, batch: 6, steps: stepsTo(4) },
  });
});

it("filters are as smooth as PyTorch's convolution says", () => {
  const { "start.prep.weight": filters, smoothnessSame } = reference("residual");
  const mean = smoothnessSame!.data.reduce((sum, each) => sum + each / smoothnessSame!.data.length, 0);
  expect(smoothnessOfFilters(filters!.data, filters!.shape)).toBeCloseTo(mean, 12);
});

it("a training by SGD that PyTorch began goes on as there: momentum, cosine", async () => {
  const arrays = reference("mlp");
  await compare(arrays, (name) => `${2 * Number(name)}.weight`, {
    task: { name: "arrays", X: rowsOf(arrays.X!.data, 8), y: [...arrays.labels!.data], classes: 5 },
    model: { name: "mlp", widths: [16, 16, 16], parameterization: "mean-field" },
    dynamics: { name: "sgd", learningRate: 1.6, momentum: 0.9, batch: 7, schedule: "cosine", steps: stepsTo(8) },
  });
});

it("a training by AdamW that PyTorch began goes on as there: weight decay, warm-up", async () => {
  const arrays = reference("decoder");
  const names: Readonly<Record<string, string>> = {
    qkv: "attention.in_proj_weight",
    attentionOut: "attention.out_proj.weight",
  };
  await compare(arrays, (name) => names[name] ?? name, {
    task: { name: "arrays", X: rowsOf(arrays.tokens!.data, 4), y: [...arrays.labels!.data], classes: 9 },
    model: { name: "decoder", embedding: 16, heads: 4, outputScale: 0.75 },
    dynamics: {
      ...{ name: "adamw", learningRate: arrays.learningRate!.data[0]!, betas: [0.9, 0.98], weightDecay: 1 },
      ...{ batch: 24, warmUpSteps: 10, steps: stepsTo(15) },
    },
  });
});
