import { mkdirSync, writeFileSync } from "node:fs";
import {
  annotations,
  contourMap,
  deltaScale,
  exactLegend,
  exactOverSimulation,
  figure,
  keyLegend,
  panel,
  paperWidth,
  points,
  rampLegend,
  sequentialScale,
  valuesLegend,
  vectors,
} from "../src/index.ts";
import { svgToPdf, svgToPng } from "../src/node.ts";

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
      value: f(row.t, row.delta),
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
        marks: [exactOverSimulation(curve(f, 200), curve(f, 60), { x: "t", y: "value", stroke: "delta" })],
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
        marks: [exactOverSimulation(curve(f, 200), curve(f, 60), { x: "t", y: "value", stroke: "delta" })],
      }),
    ),
    color: deltaScale({ extent: 4 }),
    legend: [rampLegend()],
  }),
);
