import { matrix, matrixFromRows } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActivationRegion, activationRegions, type PiecewiseLinearLayer } from "../src/index.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

const WINDOW = { x: [-2, 3], y: [-1, 2] } as const;

function randomLayers(widths: readonly number[], seed: number): PiecewiseLinearLayer[] {
  const { gaussian } = gaussianNumbers(seed);
  return widths.map((h, l) => {
    const d = l === 0 ? 2 : widths[l - 1]!;
    return {
      W: matrix(h, d, Float64Array.from({ length: h * d }, gaussian)),
      b: Float64Array.from({ length: h }, gaussian),
    };
  });
}

/** The activation pattern of a point, by running the network. */
function patternAt(layers: readonly PiecewiseLinearLayer[], gamma: number, x: readonly [number, number]): number[] {
  let features: number[] = [...x];
  const pattern: number[] = [];
  for (const { W, b } of layers) {
    const values = Array.from({ length: W.rows }, (_, k) =>
      features.reduce((sum, feature, j) => sum + W.data[k * W.columns + j]! * feature, b?.[k] ?? 0),
    );
    pattern.push(...values.map((value) => (value > 0 ? 1 : 0)));
    features = values.map((value) => (value > 0 ? value : gamma * value));
  }
  return pattern;
}

function area({ corners }: ActivationRegion): number {
  let sum = 0;
  for (const [i, [x0, y0]] of corners.entries()) {
    const [x1, y1] = corners[(i + 1) % corners.length]!;
    sum += (x0 * y1 - x1 * y0) / 2;
  }
  return sum;
}

function center({ corners }: ActivationRegion): [number, number] {
  const sum = corners.reduce(([x, y], corner) => [x + corner[0], y + corner[1]] as const, [0, 0] as const);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

const networks = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
  gamma: fc.constantFrom(0, 0.1),
  seed: fc.nat(),
});

describe("activationRegions", () => {
  it("fill the window, and each has the pattern that running the network gives at its center", () => {
    fc.assert(
      fc.property(networks, ({ widths, gamma, seed }) => {
        const layers = randomLayers(widths, seed);
        const regions = activationRegions({ layers, window: WINDOW, gamma });
        expect(regions.reduce((sum, region) => sum + area(region), 0)).toBeCloseTo(15, 10);
        for (const region of regions) {
          // the pattern of a sliver's center is a matter of rounding
          if (area(region) < 1e-9) continue;
          expect([...region.active]).toEqual(patternAt(layers, gamma, center(region)));
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("have the other colour on the other side of every edge: the parity of active neurons is a proper colouring", () => {
    let edges = 0;
    fc.assert(
      fc.property(networks, ({ widths, seed }) => {
        // with a slope of 0 below 0 a neuron of a deep network can go silent, where several change at once
        const gamma = 0.1;
        const layers = randomLayers(widths, seed);
        for (const region of activationRegions({ layers, window: WINDOW, gamma })) {
          const parity = region.active.reduce((sum, each) => sum + each, 0) % 2;
          for (const [i, [x0, y0]] of region.corners.entries()) {
            const [x1, y1] = region.corners[(i + 1) % region.corners.length]!;
            const length = Math.hypot(x1 - x0, y1 - y0);
            if (length < 1e-3) continue;
            const step = 1e-7;
            const outside = [
              (x0 + x1) / 2 + (step * (y1 - y0)) / length,
              (y0 + y1) / 2 - (step * (x1 - x0)) / length,
            ] as const;
            const isInside = outside[0] > -2 && outside[0] < 3 && outside[1] > -1 && outside[1] < 2;
            if (!isInside) continue;
            const there = patternAt(layers, gamma, outside).reduce((sum, each) => sum + each, 0) % 2;
            expect(there).toBe(1 - parity);
            edges++;
          }
        }
      }),
      { seed: 2, numRuns: 60 },
    );
    expect(edges).toBeGreaterThan(1000);
  });

  it("of lines in general position are as many as Steiner counted, 1 + h + h(h - 1)/2", () => {
    for (const h of [1, 3, 10, 30]) {
      const W = matrixFromRows(Array.from({ length: h }, (_, k) => [Math.cos(k + 1), Math.sin(k + 1)]));
      const layers = [{ W, b: Float64Array.from({ length: h }, (_, k) => Math.sin(k * k)) }];
      const regions = activationRegions({ layers, window: { x: [-1e5, 1e5], y: [-1e5, 1e5] } });
      expect(regions.length).toBe(1 + h + (h * (h - 1)) / 2);
    }
  });

  it("of neurons without biases are 2 h cones", () => {
    const W = matrixFromRows([
      [1, 0],
      [1, 1],
      [-1, 2],
    ]);
    expect(activationRegions({ layers: [{ W }], window: { x: [-1, 1], y: [-1, 1] } })).toHaveLength(6);
  });

  it.each([
    [{ layers: [{ W: matrix(2, 3) }] }, "layers[0].W has 3 columns; expected 2, the plane"],
    [{ layers: [{ W: matrix(2, 2), b: [1] }] }, "layers[0].b has length 1; expected 2, one a neuron"],
    [
      { window: { x: [1, 1], y: [0, 1] } as const },
      "window.x is [1, 1]; expected two finite numbers, the lower one first",
    ],
    [{ gamma: Number.NaN }, "gamma is NaN; expected a finite number"],
  ])("refuse %j", (change, message) => {
    expect(() => activationRegions({ layers: [{ W: matrix(1, 2) }], window: WINDOW, ...change })).toThrow(
      new RangeError(message),
    );
  });
});
