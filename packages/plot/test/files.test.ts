import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { svgToPdf, svgToPng } from "../src/files/index.js";
import { figure, line, panel } from "../src/index.js";

const svg = figure({
  panels: [
    panel({
      title: "⟨*w*, *x*⟩ ‖*β*‖ *w*_⊥ *β*_∗ √2 *Ψ*_*δ* *τ*",
      x: { label: "*δ*" },
      y: { label: "*κ*_∞" },
      marks: [
        line(
          [0, 1, 2].map((x) => ({ x, y: x * x })),
          { x: "x", y: "y" },
        ),
      ],
    }),
  ],
  width: 234,
});

/** Width and height in pixels, from the header. */
function pngSize(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect(view.getUint32(0)).toBe(0x89504e47);
  return [view.getUint32(16), view.getUint32(20)];
}

const [, , width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(" ").map(Number) as [
  number,
  number,
  number,
  number,
];

test("a PNG has scale pixels a point and is the same bytes twice", () => {
  for (const scale of [1, 2.5])
    expect(pngSize(svgToPng(svg, { scale }))).toEqual([Math.round(width * scale), Math.round(height * scale)]);
  expect(Buffer.compare(svgToPng(svg), svgToPng(svg))).toBe(0);
});

test("a PNG's labels are drawn: without them it is another picture", () => {
  expect(Buffer.compare(svgToPng(svg), svgToPng(svg.replace(/<text.*?<\/text>/g, "")))).not.toBe(0);
});

test("a sign of the mathematics font leaves its neighbours their italics", () => {
  const titled = (title: string): string =>
    figure({ panels: [panel({ title, x: { domain: [0, 1] }, y: { domain: [0, 1] }, marks: [] })] });
  const italic = titled("*β* ⊥");
  const upright = italic.replace(' font-style="italic"', "");
  expect(upright).not.toBe(italic);
  expect(Buffer.compare(svgToPng(italic), svgToPng(upright))).not.toBe(0);
});

test("a PDF has the figure's size, embeds its fonts, and its Greek letters are text", async () => {
  const pdf = Buffer.from(await svgToPdf(svg));
  const source = pdf.toString("latin1");
  expect(source.startsWith("%PDF-")).toBe(true);
  expect(source).toContain(`/MediaBox [0 0 ${width} ${height}]`);
  for (const font of ["SourceSans3-Regular", "SourceSans3-Italic", "NotoSansMath-Regular"])
    expect(source).toContain(font);
  expect(source.match(/\/FontFile2/g)).toHaveLength(3);
  const streams = Array.from(source.matchAll(/stream\n([\s\S]*?)\nendstream/g), (match) => {
    const bytes = Buffer.from(match[1]!, "latin1");
    return bytes[0] === 0x78 ? inflateSync(bytes).toString("latin1") : "";
  }).join("\n");
  // the maps from glyphs to characters that make text searchable
  for (const letter of "βδτκΨ∞⊥∗⟨⟩‖√")
    expect(streams).toContain(`<${letter.codePointAt(0)!.toString(16).padStart(4, "0")}>`);
  expect(streams).not.toMatch(/\/Image/);
});

test("a PDF is the same bytes twice", async () => {
  expect(Buffer.compare(await svgToPdf(svg), await svgToPdf(svg))).toBe(0);
});

test("what is not an SVG is refused", async () => {
  expect(() => svgToPng("<p>no</p>")).toThrow('svg starts with "<p>no</p>"; expected an SVG with a viewBox');
  expect(() => svgToPng(svg, { scale: 0 })).toThrow("scale is 0; expected a positive number");
  await expect(svgToPdf("")).rejects.toThrow("expected an SVG with a viewBox");
});
