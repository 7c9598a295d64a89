import { mkdirSync, writeFileSync } from "node:fs";
import { svgToPdf, svgToPng } from "../dist/files/index.js";
import {
  annotations,
  axisBox,
  axisTriad,
  type Curve3,
  contourLines,
  contourMap,
  darkTheme,
  deltaScale,
  exactLegend,
  exactOverSimulation,
  figure,
  keyLegend,
  line,
  type Point3,
  panel,
  paperWidth,
  parametricSurface,
  points,
  rampLegend,
  type Surface,
  sequentialScale,
  valuesLegend,
  vectors,
  view3d,
} from "../dist/index.js";

const out = new URL("../out/", import.meta.url);
mkdirSync(out, { recursive: true });
async function save(name: string, svg: string): Promise<void> {
  writeFileSync(new URL(`${name}.svg`, out), svg);
  writeFileSync(new URL(`${name}.png`, out), svgToPng(svg, { scale: 3 }));
  writeFileSync(new URL(`${name}.pdf`, out), await svgToPdf(svg));
  console.log(name, svg.length);
}

const deltas = [-4, -2, -1, 0, 1, 2, 4];
const curve = (f: (t: number, delta: number) => number, n: number) =>
  deltas.flatMap((delta) =>
    Array.from({ length: n }, (_, i) => ({ delta, t: (3 * i) / (n - 1) })).map((row) => ({
      ...row,
      valueSimulated: f(row.t, row.delta),
      valueExact: f(row.t, row.delta),
    })),
  );
const mu = (t: number, d: number) => 1 - Math.exp(-t * (1.2 + 0.25 * d)) * (1 - 0.1 * t);
const phi = (t: number, d: number) => Math.tanh(1.5 * (t - 1.2 + 0.15 * d));
const kernel = (t: number, d: number) => 0.9 * (1 - 1 / (1 + Math.exp(3 * (t - 1) - d)));
const trio = [mu, phi, kernel];
await save(
  "dynamics",
  figure({
    panels: trio.map((f, i) =>
      panel({
        x: { label: "time *t*", domain: [0, 3] },
        y: { label: ["magnitude *μ*", "alignment *φ*", "kernel distance *S*(0, *t*)"][i]! },
        marks: [exactOverSimulation(curve(f, 200), { x: "t", y: "value", stroke: "delta" })],
      }),
    ),
    color: deltaScale({ extent: 4 }),
    legend: [valuesLegend(deltas), exactLegend()],
  }),
);
await save(
  "dynamics-column",
  figure({
    width: paperWidth.column,
    panels: trio.slice(0, 2).map((f, i) =>
      panel({
        x: { label: "time *t*", domain: [0, 3] },
        y: { label: ["magnitude *μ*", "alignment *φ*"][i]! },
        marks: [exactOverSimulation(curve(f, 200), { x: "t", y: "value", stroke: "delta" })],
      }),
    ),
    color: deltaScale({ extent: 4 }),
    legend: [rampLegend()],
  }),
);

/** w, a on the surface a^2 - |w|^2 = delta. */
const loss = ([x, y, a]: Point3) => ((a * x) ** 2 + (a * y - 1) ** 2) / 2;
function hyperboloid(delta: number): Surface[] {
  const sheet = (sign: number) =>
    parametricSurface({
      u: [0, 1],
      v: [0, 2 * Math.PI],
      samples: [25, 49],
      mesh: 6,
      value: loss,
      point: (u, v) => {
        const r = 2 * u;
        return [r * Math.cos(v), r * Math.sin(v), sign * Math.sqrt(Math.max(0, delta + r * r))];
      },
    });
  if (delta >= 0) return [sheet(1), sheet(-1)];
  const amax = Math.sqrt(4 + delta);
  return [
    parametricSurface({
      u: [-amax, amax],
      v: [0, 2 * Math.PI],
      samples: [31, 49],
      mesh: 6,
      value: loss,
      point: (a, v) => {
        const r = Math.sqrt(a * a - delta);
        return [r * Math.cos(v), r * Math.sin(v), a];
      },
    }),
  ];
}
function trajectory(x: number, y: number, a: number): Point3[] {
  const path: Point3[] = [[x, y, a]];
  const h = 0.02;
  for (let i = 0; i < 600; i++) {
    const da = y - a * (x * x + y * y),
      dx = -a * a * x,
      dy = a - a * a * y;
    [x, y, a] = [x + h * dx, y + h * dy, a + h * da];
    if (i % 4 === 0) path.push([x, y, a]);
  }
  return path;
}
const minima = (delta: number, sign: number): Point3 => {
  const a2 = (delta + Math.sqrt(delta * delta + 4)) / 2;
  const a = sign * Math.sqrt(a2);
  return [0, 1 / a, a];
};
const lossScale = sequentialScale({ domain: [0.01, 10], type: "log", lightness: [0.68, 0.97], label: "loss" });
await save(
  "hyperboloids",
  figure({
    panels: [-2, 0, 2].map((delta) => {
      const sheets = delta >= 0 ? [1, -1] : [1];
      const starts: Point3[] = [];
      for (const sign of [1, -1]) {
        const a2 = (delta + Math.sqrt(delta * delta + 4)) / 2;
        const a = sign * Math.sqrt(a2);
        starts.push([-1 / a, 0.05, a]);
      }
      const curves: Curve3[] = starts.flatMap((start) => {
        const path = trajectory(...start);
        return [
          { points: path, stroke: "#c8452f", strokeWidth: 2, arrows: [0.5] },
          { points: path, stroke: "#1f1f1f", strokeWidth: 0.6, dash: "2.4 1.8", showHidden: false },
        ];
      });
      void sheets;
      return view3d({
        title: `*δ* = ${delta < 0 ? "−" : ""}${Math.abs(delta)}`,
        surfaces: hyperboloid(delta),
        curves,
        markers: [
          ...starts.map((at) => ({ at, fill: "#ffffff", stroke: "#1f1f1f" })),
          ...[1, -1].map((sign) => ({
            at: minima(delta, sign),
            symbol: "star" as const,
            fill: "#f2c230",
            stroke: "#1f1f1f",
            radius: 2.6,
          })),
        ],
        axes: axisTriad(["*w*_1", "*w*_2", "*a*"]),
        camera: { azimuth: -0.5, elevation: 0.3 },
      });
    }),
    color: lossScale,
    frameAspect: 0.85,
    legend: [
      rampLegend(),
      keyLegend([
        { label: "trajectory", color: "#c8452f" },
        { label: "minimum", shape: "star", color: "#f2c230" },
      ]),
    ],
  }),
);
await save(
  "box",
  figure({
    width: paperWidth.column,
    frameAspect: 1.1,
    panels: [
      view3d({
        axes: axisBox(["*x*_1", "*x*_2", "*f*(*x*)"]),
        surfaces: [
          parametricSurface({
            u: [-3, 3],
            v: [-3, 3],
            samples: [41, 41],
            mesh: 4,
            value: (p) => p[2],
            point: (u, v) => (u * u + v * v < 0.3 ? null : [u, v, 1.5 * Math.sin(u) * Math.cos(v)]),
          }),
        ],
        curves: [
          {
            points: Array.from({ length: 200 }, (_, i): Point3 => {
              const t = i / 10;
              return [2 * Math.cos(t), 2 * Math.sin(t), -1.4 + t * 0.14];
            }),
            stroke: "#c8452f",
          },
        ],
      }),
    ],
    color: sequentialScale({ domain: [-1.5, 1.5], lightness: [0.55, 0.96], label: "*f*" }),
    legend: [rampLegend()],
    legendPosition: "right",
  }),
);

const tau = Array.from({ length: 17 }, (_, i) => 10 ** (-1 + (1.3 * i) / 16));
const cells = tau.flatMap((t) =>
  Array.from({ length: 17 }, (_, j) => -1 + j / 8).map((delta) => ({
    tau: t,
    delta,
    loss: 1e-3 + (1 / (1 + Math.exp(-3 * (delta - Math.log10(t) * 1.5 - 0.4)))) ** 2,
    kernel: Math.exp(-3 * (Math.log10(t) + 0.3 - 0.4 * delta) ** 2),
  })),
);
await save(
  "maps",
  figure({
    panels: [0, 1, 2, 3].map((k) =>
      panel({
        title: `step 10^{${k + 3}}`,
        x: { label: "scale *τ*", type: "log", ticks: [0.1, 0.3, 1, 2], format: String },
        y: { label: "balance *δ*", show: k === 0 },
        marks: [
          contourMap(
            cells.map((c) => ({ ...c, kernel: Math.max(0.001, (c.kernel * (k + 1)) / 4) })),
            { x: "tau", y: "delta", value: "kernel", thresholds: Array.from({ length: 20 }, (_, i) => i / 20) },
          ),
          contourLines(cells, { x: "tau", y: "delta", value: "loss", thresholds: [0.1, 0.5], stroke: "#ffffff" }),
        ],
      }),
    ),
    frameAspect: 1,
    shareY: "all",
    color: sequentialScale({ domain: [0, 1], label: "kernel distance *S*" }),
    legend: [rampLegend({ length: 80 })],
    legendPosition: "right",
  }),
);
const field = Array.from({ length: 11 }, (_, i) => -1.5 + 0.3 * i).flatMap((x) =>
  Array.from({ length: 11 }, (_, j) => -1.5 + 0.3 * j).map((y) => {
    const n = Math.hypot(x, y - 1) + 0.5;
    return { x, y, u: -x / n, v: (1 - y) / n };
  }),
);
await save(
  "plane",
  figure({
    width: 330,
    panels: [0, 1].map(() =>
      panel({
        x: { label: "*β*_1" },
        y: { label: "*β*_2" },
        equalAspect: true,
        marks: [
          vectors(field, { x: "x", y: "y", u: "u", v: "v", scale: 0.2, stroke: "#bbbbbb", strokeWidth: 0.7 }),
          line(
            [-4, 0, 4].flatMap((delta) =>
              Array.from({ length: 40 }, (_, i) => ({
                delta,
                x: -Math.cos(i / 26),
                y: Math.sin(i / 26) * (1 + (delta / 12) * Math.sin(i / 12)),
              })),
            ),
            { x: "x", y: "y", stroke: "delta", strokeWidth: 2 },
          ),
          points([{ x: -1, y: 0 }], { x: "x", y: "y", stroke: "#1f1f1f", fill: "#ffffff" }),
          points([{ x: 0, y: 1 }], { x: "x", y: "y", symbol: "star", radius: 4, fill: "#1f1f1f" }),
          annotations(
            [
              { x: -1, y: 0, text: "*β*_0" },
              { x: 0, y: 1, text: "*β*_∗" },
            ],
            { x: "x", y: "y", text: "text", dx: 4, dy: 6, anchor: "start" },
          ),
        ],
      }),
    ),
    frameAspect: 1,
    color: deltaScale({ extent: 4 }),
    legend: [rampLegend({ ticks: [-4, 0, 4] })],
  }),
);
await save(
  "labels",
  figure({
    width: 234,
    frameAspect: 3,
    panels: [
      panel({
        title: "− ∞ · ⟨*w*, *x*⟩ ‖*β*‖ ∥ ⊥ *w*_⊥ *β*_∗ √2 *Ψ*_*δ* *τ* *δ* *η*_*a* *κ*",
        x: { label: "*x*^2 + *Ψ*_{*δ*}(*β*)", unit: "s", domain: [0, 1] },
        y: { label: "|*β*_1| · 10^{−3}", domain: [1e-6, 1], type: "log" },
        marks: [],
      }),
    ],
  }),
);
await save(
  "dark",
  figure({
    panels: [mu, phi].map((f, i) =>
      panel({
        x: { label: "time *t*", domain: [0, 3] },
        y: { label: ["magnitude *μ*", "alignment *φ*"][i]!, grid: true },
        marks: [exactOverSimulation(curve(f, 200), { x: "t", y: "value", stroke: "delta" })],
      }),
    ),
    color: deltaScale({ extent: 4 }),
    legend: [valuesLegend(deltas), exactLegend()],
    theme: darkTheme,
    width: 330,
    title: "On a dark ground",
  }),
);
