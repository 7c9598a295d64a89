import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import {
  annotations,
  contourMap,
  darkTheme,
  deltaScale,
  exactLegend,
  exactOverSimulation,
  figure,
  line,
  pageTheme,
  panel,
  paperTheme,
  points,
  type Row,
  rampLegend,
  sequentialScale,
  valuesLegend,
  vectors,
} from "../src/index.js";
import { simplifyPath } from "../src/svg/simplifyPath.js";

const times = Array.from({ length: 30 }, (_, i) => i / 10);
const rowsOf = (f: (t: number, delta: number) => number): Row[] =>
  [-1, 0, 1].flatMap((delta) =>
    times.map((t) => ({ delta, t, value: f(t, delta), valueSimulated: f(t, delta), valueExact: f(t, delta) })),
  );
const rows = rowsOf((t, delta) => Math.tanh(t * (delta + 2)));
const color = deltaScale({ extent: 1 });
const onePanel = () =>
  panel({
    x: { label: "time *t*", unit: "steps" },
    y: { label: "|*β*_1|" },
    marks: [exactOverSimulation(rows, { x: "t", y: "value", stroke: "delta" })],
  });
const parse = (svg: string): Element => parseHTML(svg).document.querySelector("svg") as unknown as Element;
const texts = (svg: string): string[] =>
  Array.from(parse(svg).querySelectorAll("text"), (each) => each.textContent ?? "");

test("axis labels are real text with italic Greek letters, upright digits below the line, and the unit", () => {
  const svg = figure({ panels: [onePanel()], color });
  expect(texts(svg)).toContain("|β1|");
  expect(texts(svg)).toContain("time t (steps)");
  expect(svg).toMatch(
    /<tspan font-style="italic">β<\/tspan><tspan dy="1\.6" font-size="5\.76">1<\/tspan><tspan dy="-1\.6">\|/,
  );
});

test("thin dashed exact lines lie over thick simulated ones in the colours of the scale", () => {
  const lines = Array.from(parse(figure({ panels: [onePanel()], color })).querySelectorAll("[aria-label=line]"));
  expect(lines).toHaveLength(2);
  const look = (mark: Element, name: string): string | null =>
    (mark.hasAttribute(name) ? mark : mark.querySelector(`[${name}]`))?.getAttribute(name) ?? null;
  const [below, above] = lines as [Element, Element];
  expect(look(below, "stroke-dasharray")).toBeNull();
  expect(look(above, "stroke-dasharray")).not.toBeNull();
  expect(Number(look(below, "stroke-width"))).toBeGreaterThan(2.5 * Number(look(above, "stroke-width")));
  expect(Array.from(below.querySelectorAll("path[stroke]"), (path) => path.getAttribute("stroke"))).toEqual(
    [-1, 0, 1].map((delta) => color.color(delta)),
  );
});

test("the simulation is drawn from its columns, the exact solution from its own, along x of either kind", () => {
  const path = [0, 1].map((t) => ({ t, xSimulated: t, xExact: t, ySimulated: 0, yExact: 1 }));
  const of = (x: string): string[] => {
    const marks = [exactOverSimulation(path, { x, y: "y" })];
    const svg = figure({ panels: [panel({ x: { domain: [0, 1] }, y: { domain: [0, 1] }, marks })] });
    return Array.from(parse(svg).querySelectorAll("[aria-label=line] path"), (each) => each.getAttribute("d")!);
  };
  const [simulated, exact] = of("t").map((d) => Number(d.split(",").at(-1)));
  expect(simulated! - exact!).toBeGreaterThan(100);
  expect(of("x")).toEqual(of("t"));
});

test("panels that share y have the same ticks, those that do not have their own", () => {
  const of = (factor: number) =>
    panel({
      x: {},
      y: {},
      marks: [
        line(
          rowsOf((t) => factor * t),
          { x: "t", y: "value", z: "delta" },
        ),
      ],
    });
  const ticks = (svg: string): string[] =>
    Array.from(parse(svg).querySelectorAll("[aria-label='y-axis tick label']"), (axis) =>
      Array.from(axis.querySelectorAll("text"), (tick) => tick.textContent).join(" "),
    );
  const [small, large] = ticks(figure({ panels: [of(1), of(10)], shareY: "all" }));
  expect(small).toBe(large);
  expect(small).toContain("20");
  const [own, other] = ticks(figure({ panels: [of(1), of(10)] }));
  expect(own).not.toBe(other);
  const [top, , bottom] = ticks(figure({ panels: [of(1), of(10), of(1), of(1)], columns: 2, shareY: "row" }));
  expect(top).not.toBe(bottom);
});

test("frames of a column line up whatever their labels' widths", () => {
  const of = (factor: number) =>
    panel({
      y: { label: "value" },
      marks: [
        line(
          rowsOf((t) => factor * t),
          { x: "t", y: "value", z: "delta" },
        ),
      ],
    });
  const frames = Array.from(
    parse(figure({ panels: [of(1), of(10000)], columns: 1 })).querySelectorAll("[aria-label=frame]"),
  );
  expect(frames.map((frame) => frame.getAttribute("x"))).toEqual([
    frames[0]!.getAttribute("x"),
    frames[0]!.getAttribute("x"),
  ]);
  expect(frames[0]!.getAttribute("width")).toBe(frames[1]!.getAttribute("width"));
});

test("with equal aspect a unit is as long on x as on y", () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ];
  const svg = figure({
    panels: [panel({ equalAspect: true, marks: [points(corners, { x: "x", y: "y" })] })],
    width: 300,
  });
  const dots = Array.from(parse(svg).querySelectorAll("[aria-label=dot] *"), (dot) => {
    const [x, y] = /(?:translate\(|cx=")([-\d.]+)[,"\s]*(?:cy=")?([-\d.]+)/.exec(dot.outerHTML)!.slice(1).map(Number);
    return [x!, y!] as const;
  });
  const [origin, right, up] = dots as [readonly [number, number], readonly [number, number], readonly [number, number]];
  expect(right[0] - origin[0]).toBeCloseTo(origin[1] - up[1], 1);
});

test("the same options give the same bytes, whatever was drawn before", () => {
  const draw = () =>
    figure({
      panels: [onePanel(), onePanel()],
      color,
      legend: [valuesLegend([-1, 0, 1]), exactLegend(), rampLegend()],
    });
  const first = draw();
  Plot.plot({
    document: parseHTML("<html></html>").document as unknown as Document,
    marks: [Plot.lineY([1, 2], { clip: true })],
  });
  expect(draw()).toBe(first);
});

test("names that url(#...) refers to exist once, and numbers have at most two decimals", () => {
  const svg = figure({ panels: [onePanel(), onePanel()], color });
  const ids = Array.from(svg.matchAll(/ id="([^"]+)"/g), (match) => match[1]!);
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  expect(svg).not.toMatch(/ d="[^"]*\d\.\d{3}/);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test("paths lose only points that lie on the lines between the others", () => {
  expect(simplifyPath("M0,0L1,0.001L2,0L2,5L2,9Z", 0.01)).toBe("M0,0L2,0L2,9Z");
  expect(simplifyPath("M0,0L1,1L2,0", 0.01)).toBe("M0,0L1,1L2,0");
  expect(simplifyPath("M0,0L1,0L2,0M5,5L6,6L7,7L8,0", 0.01)).toBe("M0,0L2,0M5,5L7,7L8,0");
  expect(simplifyPath("M0,0C1,1,2,2,3,3", 0.01)).toBe("M0,0C1,1,2,2,3,3");
});

test("on a page nothing is fixed but the data's colours: ink and ground are the page's", () => {
  const svg = figure({ panels: [onePanel()], color, theme: pageTheme });
  expect(svg).not.toMatch(/<svg[^>]* color=/);
  expect(svg).not.toContain("<rect fill=");
  expect(svg).toContain('fill="currentColor"');
});

test("annotations have a halo in the colour of the ground, whatever the theme", () => {
  const marks = [annotations([{ x: 0, y: 0, text: "*β*_0" }], { x: "x", y: "y", text: "text" })];
  for (const [theme, ground] of [
    [paperTheme, "#ffffff"],
    [darkTheme, "#191a1c"],
    [pageTheme, "var(--plot-background, #ffffff)"],
  ] as const) {
    const root = parse(figure({ panels: [panel({ marks })], theme }));
    const [halo, text] = Array.from(root.querySelectorAll("[aria-label=text]"));
    expect(halo!.outerHTML).toContain(`stroke="${ground}"`);
    expect(text!.outerHTML).not.toContain("stroke");
    expect(text!.textContent).toBe("β0");
  }
});

test("a map is filled to its frame and shows the scale's colours", () => {
  const map = [0.1, 0.3, 1].flatMap((tau) => [-1, 0, 1].map((delta) => ({ tau, delta, S: (delta + 1) / 2 })));
  const scale = sequentialScale({ domain: [0, 1] });
  const svg = figure({
    panels: [
      panel({
        x: { type: "log" },
        marks: [contourMap(map, { x: "tau", y: "delta", value: "S", thresholds: [0, 0.5] })],
      }),
    ],
    color: scale,
  });
  const bands = Array.from(parse(svg).querySelectorAll("[aria-label=contour] path"), (path) =>
    path.getAttribute("fill"),
  );
  expect(bands).toEqual([scale.color(0), scale.color(0.5)]);
});

test("what a plot mark of Observable Plot gives stands beside ours", () => {
  const svg = figure({
    panels: [
      panel({ marks: [Plot.dot([[1, 2]]), vectors([{ x: 1, y: 2, u: 1, v: 0 }], { x: "x", y: "y", u: "u", v: "v" })] }),
    ],
  });
  expect(svg).toContain('aria-label="dot"');
  expect(svg).toContain('aria-label="arrow"');
});

test("bad input is refused by name", () => {
  expect(() => figure({ panels: [] })).toThrow("panels is empty; expected at least one panel");
  expect(() => figure({ panels: [onePanel()], columns: 0 })).toThrow("columns is 0; expected a positive integer");
  expect(() => figure({ panels: [onePanel(), onePanel()], columnWidths: [1] })).toThrow(
    "columnWidths has length 1; expected 2, the number of columns",
  );
  expect(() => figure({ panels: [onePanel()], rowHeights: [1, 2] })).toThrow(
    "rowHeights has length 2; expected 1, the number of rows",
  );
  expect(() => figure({ panels: [onePanel()], width: 20 })).toThrow("width is 20 points; expected room for 1 columns");
  expect(() => panel({ x: { domain: [0, NaN] }, marks: [] })).toThrow("x.domain is [0, NaN]");
  expect(() => panel({ y: { type: "log", domain: [0, 1] }, marks: [] })).toThrow(
    "y.domain is [0, 1]; expected positive numbers on a logarithmic axis",
  );
  expect(() => line(rows, { x: "t", y: "mu" })).toThrow(
    'line: y is "mu"; expected one of the columns delta, t, value, valueSimulated, valueExact',
  );
  expect(() => figure({ panels: [onePanel()], legend: [rampLegend()] })).toThrow("scale is undefined; expected one");
  const scattered = [0, 1, 2, 3].map((k) => ({ x: k, y: k * k, v: k }));
  expect(() => figure({ panels: [panel({ marks: [contourMap(scattered, { x: "x", y: "y", value: "v" })] })] })).toThrow(
    "contourMap: 4 rows do not fill a grid of 4 by 4 points",
  );
});
