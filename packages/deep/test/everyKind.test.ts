import { matrix, productBuilds } from "@lazyrich/linalg";
import { describe, expect, test } from "vitest";
import { crossEntropy, halfSumSquared, type Loss, meanSquared } from "../src/index.js";
import { largestDifference } from "./closeness.js";
import { descriptions, smallCase } from "./everyKind.js";

// the loss as the engine does not know it
const stranger: Loss = { name: "stranger", targets: "values", evaluate: meanSquared.evaluate };

describe.for(Object.keys(descriptions))("%s", (name) => {
  const { network, theta, X, classes, values } = smallCase(name);

  test.for([crossEntropy, meanSquared, halfSumSquared, stranger])("gradient of $name against differences", (loss) => {
    const Y = loss.targets === "classes" ? classes : values;
    const bound = network.bind({ X, Y, loss, precision: "float64" });
    const gradient = new Float64Array(theta.length);
    bound.gradient(theta, gradient);
    const shifted = theta.slice();
    const differences = theta.map((entry, k) => {
      const h = 1e-5; // small, so that few steps cross a kink
      const at = (step: number): number => {
        shifted[k] = entry + step * h;
        return bound.lossAt(shifted);
      };
      // of fourth order
      const slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
      shifted[k] = entry;
      return slope;
    });
    expect(largestDifference(gradient, differences)).toBeLessThan(1e-8);
  });

  test("the loss is that of the outputs, and a batch that of its rows", () => {
    const bound = network.bind({ X, Y: values, loss: meanSquared, precision: "float64" });
    const rows = [3, 1, 4, 1];
    const pick = (from: typeof X) =>
      matrix(
        4,
        from.columns,
        Float64Array.from(rows.flatMap((i) => [...from.data.subarray(i * from.columns, (i + 1) * from.columns)])),
      );
    const alone = network.bind({ X: pick(X), Y: pick(values), loss: meanSquared, precision: "float64" });
    const [ofRows, ofAll] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    expect(bound.lossAndGradient(theta, ofRows, rows)).toBe(alone.lossAndGradient(theta, ofAll));
    expect(ofRows).toEqual(ofAll);
    if (network.statistics.length > 0) return;
    const outputs = new Float64Array(27);
    bound.value(theta, outputs);
    expect(bound.lossAt(theta)).toBeCloseTo(meanSquared.evaluate(outputs, values, 3), 13);
  });

  test("each layer's kernel is that of differences of the outputs", () => {
    const n = 4;
    const few = matrix(n, X.columns, X.data.slice(0, n * X.columns));
    const statistics = network.startStatistics().map((entry, k) => entry + 0.1 * (k % 3));
    const options = { precision: "float64", statistics } as const;
    const outputs = (parameters: Float64Array): Float64Array => {
      const out = new Float64Array(n * 3);
      network.value(parameters, few, out, options);
      return out;
    };
    const jacobian = [...theta].map((entry, k) => {
      const at = (step: number): Float64Array => outputs(theta.with(k, entry + 1e-5 * step));
      const [p1, m1, p2, m2] = [at(1), at(-1), at(2), at(-2)];
      return p1.map((value, i) => (8 * (value - m1[i]!) - (p2[i]! - m2[i]!)) / 12e-5);
    });
    const kernels = network.ntkByLayer(theta, few, options);
    const sum = new Float64Array(144);
    for (const [block, { offset, shape }] of network.layers.entries()) {
      const size = shape.reduce((product, side) => product * side, 1);
      const expected = new Float64Array(144);
      for (let k = offset; k < offset + size; k++) {
        for (let i = 0; i < 144; i++) expected[i]! += jacobian[k]![Math.floor(i / 12)]! * jacobian[k]![i % 12]!;
      }
      // attention does not feel the bias of its keys, whose kernel is 0
      if (Math.max(...expected) < 1e-18) expect(Math.max(...kernels[block]!.data)).toBeLessThan(1e-18);
      else expect(largestDifference(kernels[block]!.data, expected)).toBeLessThan(1e-6);
      for (let i = 0; i < 144; i++) sum[i]! += (block + 1) * kernels[block]!.data[i]!;
    }
    const learningRates = network.layers.map((_, block) => block + 1);
    const whole = network.ntkMatrix(theta, few, { ...options, learningRates }).data;
    expect(largestDifference(whole, sum)).toBeLessThan(1e-13);
  });

  test("every build and precision finds the same, and each build the same bytes again", () => {
    const results = productBuilds().flatMap((build) =>
      (["float64", "float32"] as const).map((precision) => {
        const find = (): Float64Array => {
          const bound = network.bind({ X, Y: classes, loss: crossEntropy, build, precision });
          const gradient = new Float64Array(theta.length + 1);
          gradient[theta.length] = bound.lossAndGradient(theta, gradient.subarray(0, theta.length));
          return gradient;
        };
        const found = find();
        expect(find()).toEqual(found);
        // nor does a pass leave anything behind
        const bound = network.bind({ X, Y: classes, loss: crossEntropy, build, precision });
        const [once, again] = [new Float64Array(theta.length), new Float64Array(theta.length)];
        bound.gradient(theta, once);
        bound.gradient(
          theta.map((entry) => 1.5 * entry),
          again,
        );
        bound.gradient(theta, again);
        expect(again).toEqual(once);
        return { precision, found };
      }),
    );
    for (const { precision, found } of results) {
      expect(largestDifference(found, results[0]!.found)).toBeLessThan(precision === "float64" ? 1e-12 : 1e-5);
    }
  });

  test("patterns do not depend on how inputs are put together", () => {
    const whole = network.activationPatterns(theta, X);
    for (const [k, { hiddenWidth, active }] of whole.entries()) {
      for (let i = 0; i < X.rows; i++) {
        const one = matrix(1, X.columns, X.data.slice(i * X.columns, (i + 1) * X.columns));
        const alone = network.activationPatterns(theta, one)[k]!.active;
        for (let unit = 0; unit < hiddenWidth; unit++) expect(active[unit * X.rows + i]).toBe(alone[unit]);
      }
    }
  });

  test("a kernel's entries depend on their two inputs alone, however many there are", () => {
    // 45 inputs by 3 outputs are formed in two parts
    const many = smallCase(name, 45);
    const whole = network.ntkMatrix(theta, many.X).data;
    const picked = [44, 2, 43];
    const rows = picked.flatMap((i) => [...many.X.data.subarray(i * X.columns, (i + 1) * X.columns)]);
    const part = network.ntkMatrix(theta, matrix(3, X.columns, Float64Array.from(rows))).data;
    const expected = part.map((_, at) => {
      const [i, j] = [Math.floor(at / 9), at % 9].map((k) => picked[Math.floor(k / 3)]! * 3 + (k % 3)) as [
        number,
        number,
      ];
      return whole[i * 135 + j]!;
    });
    expect(largestDifference(part, expected)).toBeLessThan(1e-12);
  });
});
