import { matrix, requireWhole } from "@lazyrich/linalg";
import type { RandomGenerator } from "./randomGenerator.js";
import { randomStream } from "./randomStream.js";
import type { SampledTask, Samples } from "./task.js";

export interface ScribblesOptions {
  readonly classes: number;
  /** Pixels of a side. */
  readonly side: number;
  readonly trainSize: number;
  /** 0 for no test set. */
  readonly testSize: number;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

/** Strokes of a class, each a quadratic Bezier curve of three points. */
const STROKES = 2;
const CONTROL_POINTS = 3 * STROKES;
/** Points of a stroke that are drawn. */
const DOTS = 24;
/** As shares of the side: how far a control point and a whole picture are moved, and how wide the pen is. */
const WOBBLE = 0.05;
const SHIFT = 0.04;
const PEN = 0.04;
const NOISE = 0.1;

/**
 * Scribbles: a generated stand-in for handwritten digits. Each class is two random strokes; a picture draws them with every control point
 * moved a little, the whole shifted, and noise, at mean 0 and deviation 1 over the training set.
 *
 * @throws RangeError if a size is not a whole number above 0.
 * @example
 * import { scribblesTask } from "@lazyrich/data";
 * const { X, test } = scribblesTask({ classes: 3, side: 12, trainSize: 6, testSize: 2, seed: 1 });
 * [X.rows, X.columns, test.X.rows]; // [6, 144, 2]
 */
export function scribblesTask({ classes, side, trainSize, testSize, seed }: ScribblesOptions): SampledTask {
  for (const [name, value] of Object.entries({ classes, side, trainSize })) requireWhole(name, value);
  if (testSize !== 0) requireWhole("testSize", testSize);
  const drawn = randomStream(seed, "teacher");
  const templates = Array.from({ length: classes * CONTROL_POINTS * 2 }, () => 0.18 + 0.64 * drawn.uniform());
  const samples = (count: number, random: RandomGenerator): Samples => {
    const X = matrix(count, side * side);
    const Y = matrix(count, 1);
    for (let i = 0; i < count; i++) {
      const label = Math.floor(random.uniform() * classes);
      const shift = [SHIFT * random.gaussian(), SHIFT * random.gaussian()];
      const points = Array.from(
        { length: CONTROL_POINTS * 2 },
        (_, k) => side * (templates[label * CONTROL_POINTS * 2 + k]! + shift[k % 2]! + WOBBLE * random.gaussian()),
      );
      const picture = X.data.subarray(i * side * side, (i + 1) * side * side);
      for (let stroke = 0; stroke < STROKES; stroke++) draw(picture, side, points.slice(6 * stroke, 6 * stroke + 6));
      for (let k = 0; k < picture.length; k++) picture[k]! += NOISE * random.gaussian();
      Y.data[i] = label;
    }
    return { X, Y };
  };
  const train = samples(trainSize, randomStream(seed, "inputs"));
  const test = testSize > 0 ? samples(testSize, randomStream(seed, "test")) : undefined;
  const n = train.X.data.length;
  const mean = train.X.data.reduce((sum, each) => sum + each, 0) / n;
  const deviation = Math.sqrt(train.X.data.reduce((sum, each) => sum + (each - mean) ** 2, 0) / n);
  for (const { X } of test === undefined ? [train] : [train, test]) {
    for (let k = 0; k < X.data.length; k++) X.data[k] = (X.data[k]! - mean) / deviation;
  }
  return { ...train, test };
}

/** The pixels that a dot reaches, of those that are there. */
const within = (center: number, reach: number, side: number): [number, number] => [
  Math.max(0, Math.ceil(center - reach)),
  Math.min(side - 1, Math.floor(center + reach)),
];

/** The ink of a stroke: at each pixel the most that a dot of the pen leaves there. */
function draw(picture: Float64Array, side: number, [x0, y0, x1, y1, x2, y2]: readonly number[]): void {
  const pen = 2 * (PEN * side) ** 2;
  const reach = 4 * PEN * side;
  for (let dot = 0; dot < DOTS; dot++) {
    const t = dot / (DOTS - 1);
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    const [cx, cy] = [a * x0! + b * x1! + c * x2!, a * y0! + b * y1! + c * y2!];
    const [left, right] = within(cx, reach, side);
    const [top, bottom] = within(cy, reach, side);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const ink = Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / pen);
        if (ink > picture[y * side + x]!) picture[y * side + x] = ink;
      }
    }
  }
}
