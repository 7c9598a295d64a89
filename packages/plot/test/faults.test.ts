import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { svgToPng } from "../src/files/index.js";
import {
  annotations,
  contourMap,
  endLabels,
  figure,
  keyLegend,
  line,
  panel,
  points,
  type Row,
  rampLegend,
  sequentialScale,
} from "../src/index.js";
import { movedApart } from "../src/marks/endLabels.js";
import { textWidth } from "../src/text/textWidth.js";

const rows = [0, 1, 2].map((x) => ({ x, y: x ** 2 }));
const plain = { x: "x", y: "y" };
const parse = (svg: string): Element => parseHTML(svg).document.querySelector("svg") as unknown as Element;

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The texts of a figure with the rectangles that they take, upright ones alone; as wide as the table of widths says. */
function boxes(svg: string): Box[] {
  return Array.from(parse(svg).querySelectorAll("text"), (element) => {
    let [x, y, size, bold, turned] = [0, 0, 0, false, false];
    let anchor = "";
    for (let node: Element | null = element; node !== null; node = node.parentElement) {
      const moved = /translate\(([-\d.]+),([-\d.]+)\)/.exec(node.getAttribute("transform") ?? "");
      turned ||= (node.getAttribute("transform") ?? "").includes("rotate");
      x += Number(moved?.[1] ?? 0);
      y += Number(moved?.[2] ?? 0);
      if (node === element) {
        x += Number(node.getAttribute("x") ?? 0);
        y += Number(node.getAttribute("y") ?? 0) + em(node.getAttribute("dy"), element);
        bold = node.getAttribute("font-weight") === "600";
      }
      anchor ||= node.getAttribute("text-anchor") ?? "";
      size ||= Number.parseFloat(node.getAttribute("font-size") ?? "0");
    }
    const text = element.textContent ?? "";
    const width = widthOf(element, size) * (bold ? 1.05 : 1);
    const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor]!;
    return { text, turned, left, right: left + width, top: y - 0.7 * size, bottom: y };
  }).filter((box) => !box.turned && box.text !== "");
}

function widthOf(element: Element, size: number): number {
  const own = Number.parseFloat(element.getAttribute("font-size") ?? String(size));
  return Array.from(element.childNodes).reduce(
    (sum, child) =>
      sum +
      (child.nodeType === 3
        ? textWidth((child.nodeValue ?? "").replace(/[*_^\\]/g, "\\$&"), own)
        : widthOf(child as Element, own)),
    0,
  );
}

const em = (dy: string | null, element: Element): number => {
  const size = Number.parseFloat(element.closest("[font-size]")!.getAttribute("font-size")!);
  return dy === null ? 0 : Number.parseFloat(dy) * (dy.endsWith("em") ? size : 1);
};

function expectApart(svg: string): void {
  const [, , width] = parse(svg).getAttribute("viewBox")!.split(" ").map(Number);
  const all = boxes(svg);
  for (const [i, a] of all.entries()) {
    expect(a.left, a.text).toBeGreaterThanOrEqual(-0.6);
    expect(a.right, a.text).toBeLessThanOrEqual(width! + 0.6);
    for (const b of all.slice(i + 1)) {
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (over > 0.1 && down > 0.1) throw new Error(`"${a.text}" touches "${b.text}" in ${svg.slice(0, 80)}`);
    }
  }
}

test("a control character or half a surrogate pair in a label is refused by name, in every place for text", () => {
  const message = (character: string): string =>
    `text ${JSON.stringify(`a${character}`)} holds the character U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}; expected text that an SVG file can hold`;
  for (const character of ["\u0001", "\u001B", "\uD800", "\uFFFE"]) {
    const label = `a${character}`;
    for (const options of [
      { panels: [panel({ x: { label }, marks: [line(rows, plain)] })] },
      { panels: [panel({ title: label, marks: [line(rows, plain)] })] },
      { panels: [panel({ marks: [annotations([{ x: 0, y: 0, label }], { ...plain, text: "label" })] })] },
      { panels: [panel({ marks: [line(rows, plain)] })], legend: [keyLegend([{ label }])] },
      { panels: [panel({ marks: [line(rows, plain)] })], description: label },
    ])
      expect(() => figure(options)).toThrow(new RangeError(message(character)));
  }
  expect(figure({ panels: [panel({ title: "a\tb é 𝛿", marks: [line(rows, plain)] })] })).toContain("a\tb é 𝛿");
});

test("a PNG too large for memory is refused with its size and the greatest scale", () => {
  const svg = figure({ panels: [panel({ marks: [line(rows, plain)] })], width: 200 });
  const height = Number(/viewBox="0 0 200 (\d+)"/.exec(svg)![1]);
  expect(() => svgToPng(svg, { scale: 1000 })).toThrow(
    `scale is 1000, a picture of 200000 x ${height * 1000} pixels (${((200 * height * 4e6) / 2 ** 30).toPrecision(3)} GiB); expected at most `,
  );
});

test("a logarithmic axis shows every decade that numbers have", () => {
  const wide = [-308, -200, 0, 200, 308].map((exponent) => ({ x: exponent, y: 10 ** exponent }));
  for (const domain of [undefined, [1e-308, 1e308] as const, [5e-324, Number.MAX_VALUE] as const]) {
    const svg = figure({ panels: [panel({ y: { type: "log", domain }, marks: [line(wide, plain)] })] });
    expect(svg).not.toMatch(/NaN|Infinity/);
    const curve = /aria-label="line"[^>]*>.*? d="M([^"]+)"/s.exec(svg)![1]!.split("L");
    const heights = curve.map((point) => Number(point.split(",")[1]));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(heights[0]! - heights.at(-1)!).toBeGreaterThan(200);
    expect(boxes(svg).map(({ text }) => text)).toContain("100");
  }
});

test("a linear axis wider than numbers are is refused by name", () => {
  const wide = [-1.5e308, 1.5e308].map((x) => ({ x, y: 0 }));
  expect(() => figure({ panels: [panel({ marks: [line(wide, plain)] })] })).toThrow(
    "x spans [-1.5e+308, 1.5e+308]; expected a range below 9e307 on a linear axis",
  );
  expect(() => panel({ y: { domain: [-1e308, 1e308] }, marks: [] })).toThrow("y.domain spans [-1e+308, 1e+308]");
  const close = [1e20, 1e20 + 32768].map((x) => ({ x, y: 0 }));
  expect(figure({ panels: [panel({ marks: [line(close, plain)] })] })).not.toContain("NaN");
});

test.each([
  ["short", 486],
  ["a title of quite some words that say a little more than there is room for above one panel", 486],
  ["a title of quite some words that say a little more than there is room for above one panel", 234],
  [`*${"italic words that stay together ".repeat(4)}*`, 320],
  ["Unbreakablyunbreakablyunbreakablyunbreakablyunbreakablylong", 200],
])("the title %s stays in the picture of width %i, off the letters and other titles", (title, width) => {
  const each = () => panel({ title, x: { label: title }, y: { label: title }, marks: [line(rows, plain)] });
  const svg = figure({
    ...{ panels: [each(), each(), each()], width, title, color: sequentialScale({ domain: [0, 1], label: "*S*" }) },
    legend: [keyLegend(["one", "another", title.slice(0, 40)].map((label) => ({ label }))), rampLegend({ length: 60 })],
  });
  expectApart(svg);
});

test("legends stay in the picture, however long their labels are", () => {
  const long = "a label of quite some words that is longer than a column is wide";
  const scale = sequentialScale({ domain: [0, 1], label: long });
  for (const width of [120, 234])
    expectApart(
      figure({
        ...{ panels: [panel({ marks: [line(rows, plain)] })], width },
        legend: [
          keyLegend([{ label: long }, { label: "short" }], { label: "*δ*" }),
          keyLegend([{ label: long.repeat(2), shape: "dot" }]),
          rampLegend({ scale, length: 200 }),
        ],
      }),
    );
});

test("labels of ticks do not touch, however the ticks were chosen", () => {
  const axes = [
    { ticks: Array.from({ length: 40 }, (_, i) => i * 1000), domain: [0, 40_000] },
    { type: "log", domain: [0.1, 2], ticks: [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2] },
    { type: "symlog", constant: 1e-3, domain: [0, 1e5], ticks: [0, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5] },
    { domain: [123_456, 123_457] },
    { type: "log", domain: [1e-300, 1e300] },
    { type: "log", domain: [3, 50] },
    { domain: [-1e-9, 1e-9] },
  ] as const;
  for (const axis of axes)
    for (const width of [60, 100, 234]) {
      const each = () => panel({ x: axis, y: axis, marks: [] });
      expectApart(figure({ panels: [each(), each()], width: 2 * width, rowHeights: [width / 2] }));
    }
  const scale = sequentialScale({ domain: [1e-10, 1], type: "log", label: "loss" });
  for (const legendPosition of ["top", "right"] as const)
    expectApart(
      figure({ panels: [panel({ marks: [] })], legend: [rampLegend({ scale, length: 30 })], legendPosition }),
    );
});

test("what is not a number where one is due is refused by its row", () => {
  const text: Row[] = [
    { x: 0, y: 1, v: 1 },
    { x: 1, y: "0.5", v: 2n },
  ];
  expect(() => line(text, plain)).toThrow(new RangeError('line: rows[1].y is "0.5"; expected a number'));
  expect(() => points(text, { x: "x", y: "v" })).toThrow(new RangeError("points: rows[1].v is 2n; expected a number"));
  expect(() => line(text, { x: "x", y: "x", stroke: "y" })).toThrow('line: rows[1].y is "0.5"; expected a number');
  const gaps = [{ x: 0, y: null }, { x: 1, y: Number.NaN }, { x: 2 }, { x: 3, y: 1 }, { x: 4, y: 2 }];
  expect(figure({ panels: [panel({ marks: [line(gaps, plain)] })] })).not.toContain("NaN");
});

test("a column that is not there, or was given under another name, is named", () => {
  const map = [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y, pr: x + y })));
  const known = "one of the columns x, y, pr";
  expect(() => contourMap(map, { ...plain, fill: "pr" } as never)).toThrow(
    `contourMap: value is undefined; expected ${known}`,
  );
  expect(() => contourMap(map, { ...plain, value: "p" })).toThrow(`contourMap: value is "p"; expected ${known}`);
  expect(() => points(map, { ...plain, fill: "pq" })).toThrow(`points: fill is "pq"; expected a colour or ${known}`);
  for (const fill of ["#123", "steelblue", "var(--ink)", "currentColor", "rgb(1 2 3)", "pr"])
    expect(() => points(map, { ...plain, fill })).not.toThrow();
});

test("names at the ends of lines stay apart and in the picture, in the order of the ends", () => {
  const lines = Array.from({ length: 8 }, (_, k) =>
    [0, 1].map((x) => ({ x, k: `line ${k}`, y: 1 + x * k * 1e-3 })),
  ).flat();
  const marks = [line(lines, { ...plain, z: "k" }), endLabels(lines, { ...plain, z: "k" })];
  const svg = figure({ panels: [panel({ marks, y: { domain: [0, 2] } })], width: 234 });
  expectApart(svg);
  const names = boxes(svg).filter(({ text }) => text.startsWith("line"));
  expect(names.sort((a, b) => b.top - a.top).map(({ text }) => text)).toEqual(
    Array.from({ length: 8 }, (_, k) => `line ${k}`),
  );
});

test("names crowded at the top or the bottom of a frame move apart into it", () => {
  const apart = (heights: readonly number[]): number[] => movedApart(heights, 10, 0, 100).map(Math.round);
  expect(apart([0, 0, 1])).toEqual([0, 10, 20]);
  expect(apart([100, 99, 100])).toEqual([90, 80, 100]);
  expect(apart([5, 50, 95])).toEqual([5, 50, 95]);
  expect(apart(Array.from({ length: 20 }, () => 50))).toEqual(Array.from({ length: 20 }, (_, i) => i * 10));
});
