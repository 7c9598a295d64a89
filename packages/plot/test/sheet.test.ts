import { expect, test } from "vitest";
import { svgToPdf, svgToPng } from "../src/files/index.js";
import { figure, line, panel, pictureHeight, sheet, wordsHeight } from "../src/index.js";
import { scriptSize, textWidth } from "../src/text/textWidth.js";

const svg = figure({
  panels: [
    panel({
      x: { label: "time *t*" },
      marks: [
        line(
          [
            { x: 0, y: 0 },
            { x: 1, y: 2 },
          ],
          { x: "x", y: "y" },
        ),
      ],
    }),
  ],
  width: 200,
});
const words = "Whether a network learns features depends on *δ* = *a*^2 − |*w*|^2 and on the scale of its start.";

test("words are broken into lines that fit their column, none lost, and take the height that is told", () => {
  const page = sheet({ width: 300, height: 200, parts: [{ x: 10, y: 20, width: 120, words, size: 12 }] });
  const lines = Array.from(page.matchAll(/<text[^>]*y="([\d.]+)"[^>]*>(.*?)<\/text>/gs), ([, y, text]) => ({
    y: Number(y),
    text: text!.replace(/<[^>]*>/g, ""),
  }));
  expect(lines.map(({ text }) => text).join(" ")).toBe(words.replace(/[*^]/g, ""));
  expect(lines.length).toBeGreaterThan(3);
  const width = (text: string): number =>
    textWidth(text.replaceAll("2", ""), 12) + textWidth(text.replace(/[^2]/g, ""), 12 * scriptSize);
  for (const { text } of lines) expect(width(text)).toBeLessThanOrEqual(120);
  expect(lines.at(-1)!.y).toBeLessThan(20 + wordsHeight({ words, size: 12, width: 120 }));
  expect(page).toContain('font-style="italic"');
});

test("a figure stands where it is put, at its width, and the page is a picture and a PDF", async () => {
  const part = { x: 50, y: 30, width: 100, svg };
  const page = sheet({ width: 300, height: 200, parts: [part] });
  expect(page).toContain('transform="translate(50,30) scale(0.5)"');
  const [, height] = /viewBox="0 0 200 (\d+)"/.exec(svg)!;
  expect(pictureHeight(part)).toBe(Number(height) / 2);
  // nothing but the picture is drawn outside the ground
  const png = svgToPng(page, { scale: 1 });
  expect([png[0], png[1], png[2], png[3]]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const blank = svgToPng(sheet({ width: 300, height: 200, parts: [] }), { scale: 1 });
  expect(Buffer.compare(png, blank)).not.toBe(0);
  expect(Buffer.from(await svgToPdf(page)).toString("latin1")).toContain("/MediaBox [0 0 300 200]");
  expect(() => pictureHeight({ svg: "<p/>", width: 1 })).toThrow("expected an SVG with a viewBox");
});
