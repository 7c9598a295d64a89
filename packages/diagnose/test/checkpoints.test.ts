import { npy, npz, safetensors } from "@lazyrich/tables";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { architecture, checkpoint, diagnose, inferredChain, parseCheckpoint, parseTable } from "../src/index.js";
import { checkpointOf, tableOf } from "./references.js";

const array = (shape: number[], ...data: number[]) => ({ shape, data: Float64Array.from(data) });
const text = (csv: string) => new TextEncoder().encode(csv);

test("a pickle is refused with the line that saves safetensors", () => {
  const pickle = Uint8Array.of(0x80, 2, 0x7d, 0x71);
  for (const name of ["model.pt", "model.pth", "a.pkl", "pytorch_model.bin", "renamed.npz"]) {
    expect(() => parseCheckpoint(pickle, name)).toThrow(
      /is a pickle, .* safetensors\.torch\.save_file\(model\.state_dict\(\)/,
    );
  }
  // as torch.save writes it: an archive whose first file is the pickle
  const archive = zipSync({ "model/data.pkl": [pickle, { level: 0 }] });
  expect(() => parseCheckpoint(archive, "start.npz")).toThrow(/^start\.npz is a pickle/);
});

test("numbers that are none are named", () => {
  const bytes = safetensors({ "fc.weight": array([2, 2], 1, 2, Number.NaN, 4) });
  expect(() => parseCheckpoint(bytes, "a.safetensors")).toThrow(
    "a.safetensors: fc.weight[1][0] is NaN; expected finite numbers",
  );
  expect(() => checkpoint({ w: array([], Number.NEGATIVE_INFINITY) }, "b")).toThrow(
    "b: w is -Infinity; expected finite numbers",
  );
  expect(() => checkpoint({ "module.w": array([1], 1), w: array([1], 1) }, "b")).toThrow("b holds w twice");
  expect(() => checkpoint({ "w\n": array([1], 1) }, "b")).toThrow('b holds "w\\n"; expected names of one line');
  expect(() => checkpoint({ w: array([0, 4]) }, "b")).toThrow("b: w is of shape (0, 4), without entries");
  expect(() => checkpoint({}, "b")).toThrow("b holds no arrays");
  expect(() => parseCheckpoint(bytes, "a.h5")).toThrow(
    "a.h5 has no known ending; expected a checkpoint in .safetensors, .npz or .onnx",
  );
});

test("inputs of any axes and formats are rows", () => {
  const images = npy(array([2, 1, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8));
  expect(parseTable(images, "X.npy")).toMatchObject({ rows: 2, columns: 4 });
  expect(parseTable(npz({ X: array([3], 1, 2, 3) }), "X.npz")).toMatchObject({ rows: 3, columns: 1 });
  expect([...parseTable(text("a,b\n1,2\n3,4\n"), "X.csv").data]).toEqual([1, 2, 3, 4]);
  expect(() => parseTable(text("1.5,2\n3,4\n"), "X.csv")).toThrow(
    "X.csv begins with numbers; expected a first line of names",
  );
  expect(() => parseTable(text("a,b\n1,x\n"), "X.csv")).toThrow('X.csv: b of row 1 is "x"; expected a number');
  expect(() => parseTable(npz({ X: array([1], 1), y: array([1], 1) }), "X.npz")).toThrow(
    "holds 2 arrays (X, y); expected one",
  );
  expect(() => parseTable(npy(array([1], Number.NaN)), "X.npy")).toThrow("X.npy holds NaN as entry 0");
});

const before = checkpointOf("diagnose-before.safetensors");
const after = checkpointOf("diagnose-after.safetensors");
const inputs = tableOf("diagnose-X.npy");

test("one's own outputs are demanded to 1e-4, and an activation that would give them is named", () => {
  const outputsBefore = tableOf("diagnose-outputs-before.npy");
  const wrong = inferredChain(before, { inputDimension: 5, activation: "tanh" });
  expect(() => diagnose({ architecture: wrong, before, after, inputs, outputsBefore })).toThrow(
    /differ from one's own by .* expected at most 0\.0001: the first layer that could be another is tanh \(tanh after 0\); with relu they agree$/,
  );
  const right = inferredChain(before, { inputDimension: 5 });
  const scaled = { ...outputsBefore, data: outputsBefore.data.map((entry) => entry * 1.001) };
  expect(() => diagnose({ architecture: right, before, after, inputs, outputsBefore: scaled })).toThrow(
    /differ from one's own/,
  );
});

test("the checkpoint after must have the same tensors", () => {
  const chain = inferredChain(before, { inputDimension: 5 });
  const without = (name: string, arrays = Object.fromEntries(before.arrays)) => {
    delete arrays[name];
    return checkpoint(arrays, "end");
  };
  expect(() => diagnose({ architecture: chain, before, after: without("2.bias"), inputs })).toThrow(
    "end lacks 2.bias; expected one of 12",
  );
  const more = checkpoint({ ...Object.fromEntries(before.arrays), temperature: array([], 1) }, "end");
  expect(() => diagnose({ architecture: chain, before, after: more, inputs })).toThrow(
    "end: temperature is of no layer; expected",
  );
});

test("a file rounded to BF16 has a floor beside each number, and rounding alone is no change", () => {
  const rounded = checkpointOf("diagnose-after-bf16.safetensors");
  const chain = inferredChain(before, { inputDimension: 5 });
  expect([before.type, rounded.type]).toEqual(["F32", "BF16"]);
  const whole = diagnose({ architecture: chain, before, after: rounded, inputs });
  expect(whole.verdict.regime).toBe("rich");
  expect(whole.roundingFloor!.kernelDistance).toBeGreaterThan(0);
  expect(whole.roundingFloor!.kernelDistance!).toBeLessThan(1e-3);
  // rounding by itself: between its own values and those it was rounded from
  const alone = diagnose({ architecture: chain, before: after, after: rounded, inputs });
  expect(alone.kernelDistance! / alone.roundingFloor!.kernelDistance!).toBeGreaterThan(0.1);
  expect(alone.kernelDistance! / alone.roundingFloor!.kernelDistance!).toBeLessThan(10);
  expect(alone.parameterDistance / alone.roundingFloor!.parameterDistance).toBeCloseTo(1, 0);
  expect(diagnose({ architecture: chain, before, after, inputs }).roundingFloor).toBeUndefined();
});

test("learning rates change shares and conserved quantities, sampling the inputs and outputs", () => {
  const chain = inferredChain(before, { inputDimension: 5 });
  const plain = diagnose({ architecture: chain, before, after, inputs });
  const rated = diagnose({ architecture: chain, before, after, inputs, learningRates: { "0": 0, "2.bias": 2 } });
  expect(rated.kernelShareBefore["0.weight"]).toBe(0);
  const ratio = (of: typeof plain) => of.kernelShareBefore["2.bias"]! / of.kernelShareBefore["2.weight"]!;
  expect(ratio(rated) / ratio(plain)).toBeCloseTo(2, 12);
  expect(rated.kernelDistanceByParameter).toEqual(plain.kernelDistanceByParameter);
  const part = diagnose({ architecture: chain, before, after, inputs, inputsCount: 12, outputsCount: 2, seed: 4 });
  expect(part).toMatchObject({ inputs: 12, outputs: 2 });
  expect(part).toEqual(
    diagnose({ architecture: chain, before, after, inputs, inputsCount: 12, outputsCount: 2, seed: 4 }),
  );
  expect(Math.abs(part.kernelDistance! - plain.kernelDistance!)).toBeLessThan(5 * part.kernelDistanceStandardError!);
  expect(() => diagnose({ architecture: chain, before, after, inputs, learningRates: { fc: 1 } })).toThrow(
    "learningRates has fc",
  );
  expect(() => diagnose({ architecture: chain, before, after, inputs, inputsCount: 0 })).toThrow("inputsCount is 0");
});

test("float32 agrees to 1e-5", () => {
  const chain = inferredChain(before, { inputDimension: 5 });
  const [wide, narrow] = (["float64", "float32"] as const).map((precision) =>
    diagnose({ architecture: chain, before, after, inputs, precision }),
  );
  for (const [name, value] of Object.entries(wide!.kernelDistanceByParameter)) {
    expect(Math.abs(narrow!.kernelDistanceByParameter[name]! - value!)).toBeLessThan(1e-5);
  }
  expect(narrow!.kernelDistance! / wide!.kernelDistance!).toBeCloseTo(1, 5);
});

test("an architecture by a map of names", () => {
  const own = architecture(
    {
      input: 5,
      layers: [
        { layer: "dense", name: "a", units: 12 },
        { layer: "relu" },
        { layer: "dense", name: "b", units: 12 },
        { layer: "relu" },
        { layer: "dense", name: "c", units: 3 },
      ],
    },
    { names: { a: "0", b: "2", "c.weight": "4.weight", "c.bias": "4.bias" }, source: "a map" },
  );
  const found = diagnose({ architecture: own, before, after, inputs });
  const inferred = diagnose({ architecture: inferredChain(before, { inputDimension: 5 }), before, after, inputs });
  expect(found).toEqual({
    ...inferred,
    architecture: "a map",
    hiddenLayers: found.hiddenLayers,
    representations: found.representations,
  });
  expect(() =>
    architecture({ input: 5, layers: [{ layer: "dense", name: "a", units: 3 }] }, { names: { b: "0" }, source: "" }),
  ).toThrow("names.b is of no layer");
});
