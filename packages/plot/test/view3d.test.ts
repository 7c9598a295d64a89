import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import {
  axisBox,
  axisTriad,
  figure,
  type Point3,
  parametricSurface,
  projection,
  sequentialScale,
  view3d,
} from "../src/index.js";
import { occlusion } from "../src/space/occlusion.js";
import { cellsOf, paintOrder } from "../src/space/projectedSurface.js";
import { visibleRuns } from "../src/space/visibleRuns.js";

const camera = { azimuth: -0.5, elevation: 0.3 };
const sphere = (samples: readonly [number, number] = [41, 41]) =>
  parametricSurface({
    u: [0, Math.PI],
    v: [0, 2 * Math.PI],
    samples,
    point: (u, v) => [Math.sin(u) * Math.cos(v), Math.sin(u) * Math.sin(v), Math.cos(u)],
    value: ([x]) => x,
  });
const parse = (svg: string): Element => parseHTML(svg).document.querySelector("svg") as unknown as Element;

describe("the camera", () => {
  test("is a rotation: it keeps lengths and angles", () => {
    const project = projection({ azimuth: 1.1, elevation: -0.7 });
    const [p, q]: [Point3, Point3] = [
      [1, -2, 0.5],
      [0.3, 4, -1],
    ];
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(dot(project(...p), project(...q))).toBeCloseTo(dot(p, q), 12);
    expect(dot(project(...p), project(...p))).toBeCloseTo(dot(p, p), 12);
  });

  test("looks along the first axis at azimuth and elevation 0, with the third upward", () => {
    const project = projection({ azimuth: 0, elevation: 0 });
    expect(project(1, 2, 3)).toEqual([2, 3, 1]);
    expect(project(0, 0, 1)[1]).toBe(1);
  });
});

describe("the painter", () => {
  const project = projection(camera);
  const cells = paintOrder(cellsOf(sphere(), project));

  test("paints every cell, the farthest first", () => {
    expect(cells).toHaveLength(1600);
    for (let k = 1; k < cells.length; k++) expect(cells[k]!.depth).toBeGreaterThanOrEqual(cells[k - 1]!.depth);
  });

  test("covers the far half of a sphere by its near half", () => {
    const covered = occlusion(cells, 0.03);
    const toViewer = [0, 1, 2].map((axis) => project(axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0)[2]);
    for (let k = 0; k < 200; k++) {
      const z = 1 - (2 * (k + 0.5)) / 200;
      const angle = k * 2.399963;
      const point: Point3 = [Math.sqrt(1 - z * z) * Math.cos(angle), Math.sqrt(1 - z * z) * Math.sin(angle), z];
      const facing = point.reduce((sum, value, axis) => sum + value * toViewer[axis]!, 0);
      if (Math.abs(facing) > 0.1) expect(covered(...project(...point))).toBe(facing < 0);
    }
  });

  test("splits a line through the sphere where it enters and where it comes out from behind", () => {
    const covered = occlusion(cells, 0.01);
    const flat = projection({ azimuth: 0, elevation: 0 });
    const front = occlusion(paintOrder(cellsOf(sphere(), flat)), 0.01);
    const behind = visibleRuns(
      [
        [-2, -2, 0],
        [-2, 2, 0],
      ],
      flat,
      front,
      0.005,
    );
    expect(behind.map((run) => run.hidden)).toEqual([false, true, false]);
    expect(behind[1]!.points[0]![0]).toBeCloseTo(-1, 1);
    expect(behind[1]!.points.at(-1)![0]).toBeCloseTo(1, 1);
    expect(
      visibleRuns(
        [
          [2, -2, 0],
          [2, 2, 0],
        ],
        flat,
        front,
        0.005,
      ).map((run) => run.hidden),
    ).toEqual([false]);
    const through = visibleRuns(
      [
        [2, 0, 0.1],
        [-2, 0.5, 0.1],
      ],
      projection({ azimuth: 0.8, elevation: 0.2 }),
      occlusion(paintOrder(cellsOf(sphere(), projection({ azimuth: 0.8, elevation: 0.2 }))), 0.01),
      0.005,
    );
    expect(through.map((run) => run.hidden)).toEqual([false, true, false]);
    expect(covered(5, 5, 0)).toBe(false);
  });

  test("joined runs are the whole curve, without a gap", () => {
    const spiral = Array.from(
      { length: 60 },
      (_, k): Point3 => [1.2 * Math.cos(k / 5), 1.2 * Math.sin(k / 5), k / 30 - 1],
    );
    const runs = visibleRuns(spiral, project, occlusion(cells, 0.02), 0.01);
    expect(runs.length).toBeGreaterThan(2);
    for (let k = 1; k < runs.length; k++) expect(runs[k]!.points[0]).toEqual(runs[k - 1]!.points.at(-1));
  });

  test("a NaN breaks a curve and makes a hole in a surface", () => {
    const broken = visibleRuns(
      [
        [0, 0, 2],
        [1, 0, 2],
        [NaN, 0, 0],
        [2, 0, 2],
        [3, 0, 2],
      ],
      project,
      () => false,
      10,
    );
    expect(broken).toHaveLength(2);
    const holed = parametricSurface({
      u: [0, 1],
      v: [0, 1],
      samples: [11, 11],
      point: (u, v) => (u === 0.5 && v === 0.5 ? null : [u, v, 0]),
    });
    expect(cellsOf(holed, project)).toHaveLength(96);
  });
});

test("a view has its labels, paints covered stretches fainter, and stays below half a megabyte", () => {
  const svg = figure({
    panels: [
      view3d({
        title: "*δ* = −2",
        surfaces: [sphere()],
        curves: [
          {
            points: [
              [-2, -2, 0],
              [-2, 2, 0],
            ],
            stroke: "#c8452f",
            arrows: [0.1],
          },
        ],
        markers: [{ at: [0, 0, 1], symbol: "star", label: "*β*_∗" }],
        axes: axisTriad(["*w*_1", "*w*_2", "*a*"]),
        camera: { azimuth: 0, elevation: 0 },
      }),
    ],
    color: sequentialScale({ domain: [-1, 1] }),
  });
  const root = parse(svg);
  const texts = Array.from(root.querySelectorAll("text"), (text) => text.textContent);
  for (const label of ["δ = −2", "w1", "w2", "a", "β∗"]) expect(texts).toContain(label);
  expect(root.querySelectorAll("[aria-label='hidden curves'] [stroke='#c8452f']")).toHaveLength(1);
  expect(Array.from(root.querySelectorAll("[aria-label=curves] [stroke='#c8452f']"))).toHaveLength(2);
  expect(svg.length).toBeLessThan(500_000);
  expect(svg).not.toContain("NaN");
});

test("a box has ticks on three edges, and everything lies inside the figure", () => {
  const svg = figure({
    panels: [view3d({ surfaces: [sphere([9, 9])], axes: axisBox(["*x*", "*y*", "*z*"]) })],
    width: 234,
  });
  const [, , width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(" ").map(Number) as [
    number,
    number,
    number,
    number,
  ];
  for (const text of Array.from(parse(svg).querySelectorAll("text"))) {
    const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(height);
  }
});

test("bad input is refused by name", () => {
  expect(() => view3d({})).toThrow("a 3-D view holds no finite point; expected one to show");
  expect(() => projection({ azimuth: NaN, elevation: 0 })).toThrow("azimuth is NaN");
  expect(() => view3d({ surfaces: [{ rows: 2, columns: 2, points: [1, 2, 3] }] })).toThrow(
    "points has length 3; expected 12, three for each of 2 by 2 points",
  );
  expect(() => parametricSurface({ u: [0, 1], v: [0, 1], samples: [1, 5], point: () => null })).toThrow(
    "samples is [1, 5]",
  );
});
