import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { cifarImages, gratingsTask, idxImages, imageSamples, pixelScale, scribblesTask } from "../src/index.js";

const bigEndian = (...words: readonly number[]): number[] =>
  words.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255));
const idx = (magic: number, shape: readonly number[], content: readonly number[]): Uint8Array =>
  Uint8Array.from([...bigEndian(magic, ...shape), ...content]);

const pictures = idx(0x803, [2, 2, 3], [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 255]);
const labels = idx(0x801, [2], [9, 0]);
const read = (images: Uint8Array, classes: Uint8Array) =>
  idxImages({ name: "pictures", bytes: images }, { name: "labels", bytes: classes }, 10);

it("IDX files give their pictures and classes, gzipped or not", () => {
  const images = read(pictures, labels);
  expect(images).toMatchObject({ count: 2, shape: [1, 2, 3] });
  expect([...images.pixels]).toEqual([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 255]);
  expect([...images.labels]).toEqual([9, 0]);
  expect(read(gzipSync(pictures), gzipSync(labels))).toEqual(images);
});

it.each([
  [
    "a magic number",
    labels,
    labels,
    "pictures has the magic number 0x00000801; expected 0x00000803, pictures of bytes",
  ],
  ["a cut file", pictures.slice(0, -1), labels, "pictures is cut off: it has 27 bytes; expected 28 for 2 x 2 x 3"],
  ["a longer file", Uint8Array.from([...pictures, 0]), labels, "pictures has 29 bytes; expected 28 for 2 x 2 x 3"],
  ["a header alone", pictures.slice(0, 9), labels, "pictures has 9 bytes; expected a header of 16"],
  ["no pictures", idx(0x803, [0, 2, 3], []), labels, "pictures is 0 x 2 x 3; expected something in it"],
  [
    "a label out of range",
    pictures,
    idx(0x801, [2], [1, 10]),
    "labels has the label 10 at 1; expected a class, a whole number from 0 to 9",
  ],
  ["too few labels", pictures, idx(0x801, [1], [1]), "labels has 1 labels; expected 2, one a picture of pictures"],
  ["a cut gzip file", gzipSync(pictures).subarray(0, 20), labels, "pictures is not a whole gzip file"],
])("%s is refused by its name", (_, images, classes, message) => {
  expect(() => read(images, classes)).toThrow(message);
});

it("CIFAR-10's files give theirs, channel by channel, one file after another", () => {
  const record = (label: number): number[] => [label, ...Array.from({ length: 3072 }, (_, k) => (k + label) % 256)];
  const file = (name: string, ...classes: readonly number[]) => ({
    name,
    bytes: Uint8Array.from(classes.flatMap(record)),
  });
  const images = cifarImages([file("a", 3, 9), file("b", 0)]);
  expect(images).toMatchObject({ count: 3, shape: [3, 32, 32] });
  expect([...images.labels]).toEqual([3, 9, 0]);
  expect([...images.pixels.slice(3072, 3075)]).toEqual([9, 10, 11]);
  const cut = { name: "b", bytes: Uint8Array.from(record(1).slice(1)) };
  expect(() => cifarImages([file("a", 1), cut])).toThrow("b has 3072 bytes; expected a multiple of 3073");
  expect(() => cifarImages([file("a", 1, 10)])).toThrow("a has the label 10 at 1; expected a class");
});

it("pictures are at mean 0 and deviation 1 over those that are trained on", () => {
  const images = read(pictures, labels);
  const { X, Y } = imageSamples(images, [0], pixelScale(images, [0]));
  expect([...Y.data]).toEqual([9]);
  // 0 to 5: mean 2.5, variance 35/12
  X.data.forEach((value, k) => {
    expect(value).toBeCloseTo((k - 2.5) / Math.sqrt(35 / 12), 14);
  });
});

it("a grating varies along its class's direction and not across it", () => {
  const { X, Y } = gratingsTask({ classes: 2, side: 12, trainSize: 400, testSize: 0, seed: 1 });
  // class 0 has lines along y: neighbours in y are alike, those in x less so; noise has mean 0
  let [alongY, alongX] = [0, 0];
  for (let i = 0; i < 400; i++) {
    if (Y.data[i] !== 0) continue;
    const pixel = (x: number, y: number): number => X.data[i * 144 + y * 12 + x]!;
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        alongX += pixel(x, y) * pixel(x + 4, y);
        alongY += pixel(x, y) * pixel(x, y + 4);
      }
    }
  }
  expect(alongY).toBeGreaterThan(0);
  expect(alongX).toBeLessThan(0);
});

it("a grating has the direction of its class, as often a little more as less", () => {
  const meanProducts = (classes: number, label: number): number[] => {
    const { X, Y } = gratingsTask({ classes, side: 12, trainSize: 1000, testSize: 0, seed: 3 });
    const starts = [...Y.data].flatMap((each, i) =>
      each === label ? [0, 2, 4, 24, 26, 28].map((k) => 144 * i + k) : [],
    );
    const at = (start: number, x: number, y: number): number => X.data[start + 12 * y + x]!;
    return [3, -3].map((dy) =>
      starts.reduce((sum, start) => sum + (at(start, 4, 5) * at(start, 7, 5 + dy)) / starts.length, 0),
    );
  };
  // means over angles and frequencies of cos(2 pi frequency (3 cos(angle) +- 3 sin(angle)))/2, by midpoints in numpy
  for (const [[classes, label], expected] of [
    [
      [4, 1],
      [-0.347, 0.456],
    ],
    [
      [2, 0],
      [-0.315, -0.315],
    ],
  ] as const) {
    const found = meanProducts(classes, label);
    for (const [k, product] of found.entries()) expect(Math.abs(product - expected[k]!)).toBeLessThan(0.1);
  }
});

it("a scribble is nearest to the mean of the others of its class", () => {
  const { X, Y, test } = scribblesTask({ classes: 3, side: 16, trainSize: 90, testSize: 90, seed: 2 });
  const means = [0, 1, 2].map((label) => {
    const rows = [...Y.data].flatMap((each, i) => (each === label ? [i] : []));
    return Float64Array.from({ length: 256 }, (_, k) =>
      rows.reduce((sum, i) => sum + X.data[i * 256 + k]! / rows.length, 0),
    );
  });
  const distance = (i: number, mean: Float64Array): number =>
    mean.reduce((sum, each, k) => sum + (test!.X.data[i * 256 + k]! - each) ** 2, 0);
  const nearest = [...test!.Y.data].filter((label, i) => {
    const distances = means.map((mean) => distance(i, mean));
    return distances.indexOf(Math.min(...distances)) === label;
  });
  expect(nearest.length).toBeGreaterThan(80);
});
