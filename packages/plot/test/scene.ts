import {
  axisTriad,
  contourMap,
  deltaScale,
  exactOverSimulation,
  figure,
  panel,
  parametricSurface,
  rampLegend,
  sequentialScale,
  view3d,
} from "../dist/index.js";

const rows = [-1, 0, 1].flatMap((delta) =>
  [0, 1, 2, 3].map((t) => ({ delta, t, muSimulated: t * (delta + 2), muExact: t * (delta + 2) })),
);
const map = [0.1, 0.3, 1].flatMap((tau) => [-1, 0, 1].map((delta) => ({ tau, delta, S: (delta + 1) / 2 })));

/** A figure that uses most of the package, drawn by the same code in Node and in a browser. */
export function scene(): string {
  return figure({
    panels: [
      panel({
        x: { label: "time *t*" },
        y: { label: "|*β*_1|" },
        marks: [exactOverSimulation(rows, { x: "t", y: "mu", stroke: "delta" })],
      }),
      panel({
        x: { label: "*τ*", type: "log" },
        color: sequentialScale({ domain: [0, 1] }),
        marks: [contourMap(map, { x: "tau", y: "delta", value: "S", thresholds: [0, 0.25, 0.5, 0.75] })],
      }),
      view3d({
        surfaces: [
          parametricSurface({
            u: [0, 3],
            v: [0, 6.3],
            samples: [9, 17],
            mesh: 2,
            point: (u, v) => [Math.cos(v) * Math.sin(u), Math.sin(v) * Math.sin(u), Math.cos(u)],
            value: ([x]) => x,
          }),
        ],
        curves: [
          {
            points: [
              [-2, 0, 0],
              [2, 0.5, 0],
            ],
            arrows: [0.2],
          },
        ],
        axes: axisTriad(["*w*_1", "*w*_2", "*a*"]),
      }),
    ],
    color: deltaScale({ extent: 1 }),
    legend: [rampLegend()],
  });
}
