import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { readFilesIn } from "../src/files/readFilesIn.js";
import { builtInLists as lists, run } from "../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "lazyrich-images-"));
afterAll(() => rmSync(folder, { recursive: true }));

const idx = (magic: number, shape: readonly number[], content: (k: number) => number): Uint8Array => {
  const size = shape.reduce((product, each) => product * each, 1);
  const header = [magic, ...shape].flatMap((word) => [
    word >>> 24,
    (word >>> 16) & 255,
    (word >>> 8) & 255,
    word & 255,
  ]);
  return Uint8Array.from([...header, ...Array.from({ length: size }, (_, k) => content(k))]);
};

/** Pictures of 16 x 16 whose class is where they are bright. */
function writeIdx(name: string, count: number): void {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [set, size] of [
    ["train", count],
    ["t10k", 10],
  ] as const) {
    const bright = (k: number): number => (Math.floor((k % 256) / 128) === Math.floor(k / 256) % 2 ? 200 : 10);
    const file = (content: string, bytes: Uint8Array) =>
      writeFileSync(join(folder, name, `${set}-${content}-ubyte.gz`), gzipSync(bytes));
    file("images-idx3", idx(0x803, [size, 16, 16], bright));
    file(
      "labels-idx1",
      idx(0x801, [size], (i) => i % 2),
    );
  }
}

const spec = (task: object, dynamics: object = {}) => ({
  task: { name: "idx-images", folder: "pictures", trainSize: 40, testSize: 10, kernelInputs: 3, ...task },
  model: "lenet5",
  start: "he",
  loss: "cross-entropy",
  dynamics: { name: "sgd", learningRate: 0.01, batch: 10, steps: [0, 40], ...dynamics },
  measures: ["trainAccuracy", "testAccuracy", "kernelDistance", "hammingDistance"],
});
const rowsOf = async (task: object) => (await run(spec(task), { lists, readFile: readFilesIn(folder) })).rows;

it("a network learns the pictures of a folder; kernels and patterns are of some inputs of the test set", async () => {
  writeIdx("pictures", 40);
  const [start, end] = await rowsOf({});
  expect(start).toMatchObject({ kernelDistance: 0, hammingDistance: 0 });
  expect(end).toMatchObject({ trainAccuracy: 1, testAccuracy: 1 });
  expect(end!.kernelDistance).toBeGreaterThan(0);
  expect((await rowsOf({ kernelInputs: 4 }))[1]!.kernelDistance).not.toBe(end!.kernelDistance);
});

it.each([
  [
    { folder: "nowhere" },
    'spec.task.folder is "nowhere", which has none of train-images-idx3-ubyte, train-images-idx3-ubyte.gz, train-images.idx3-ubyte',
  ],
  [{ trainSize: 41 }, "spec.task.trainSize is 41; expected at most 40, the pictures in the files"],
  [{ name: "cifar-10" }, 'spec.task.folder is "pictures", which has no data_batch_1.bin; expected it there'],
])("%o is refused", async (task, message) => {
  writeIdx("pictures", 40);
  await expect(rowsOf(task)).rejects.toThrow(message);
});

it("a file that is cut off is refused by its name", async () => {
  writeIdx("cut", 40);
  writeFileSync(join(folder, "cut/train-labels-idx1-ubyte"), idx(0x801, [40], (i) => i % 2).subarray(0, 30));
  await expect(rowsOf({ folder: "cut" })).rejects.toThrow(
    "spec.task.folder holds files that cannot be used: cut/train-labels-idx1-ubyte is cut off: it has 30 bytes; expected 48 for 40",
  );
});
