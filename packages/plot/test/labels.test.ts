import { expect, test } from "vitest";
import { formatLogTick, formatTick, parseLabel } from "../src/index.js";
import { plainLabel } from "../src/text/mathLabel.js";
import { textWidth } from "../src/text/textWidth.js";

const marked = (label: string): string =>
  parseLabel(label)
    .map(({ text, italic, shift }) => `${["v", "", "^"][shift + 1]}${italic ? `/${text}/` : text}`)
    .join(" ");

test.each([
  ["time *t*", "time  /t/"],
  ["|*β*|", "| /β/ |"],
  ["*w*_1", "/w/ v1"],
  ["*β*_{max}^2", "/β/ vmax ^2"],
  ["*Ψ*_*δ*(*β*)", "/Ψ/ v/δ/ ( /β/ )"],
  ["10^{−3}", "10 ^−3"],
  ["*δ* → −∞", "/δ/  → −∞"],
  ["a\\_b \\* c", "a_b * c"],
  ["3 * 4", "3 * 4"],
])("%s is read as %s", (label, runs) => {
  expect(marked(label)).toBe(runs);
});

test("a label without its markup", () => {
  expect(plainLabel("|*β*_1| · 10^{−3}")).toBe("|β1| · 10−3");
});

test("an open brace is refused", () => {
  expect(() => parseLabel("10^{3")).toThrow('label "10^{3" opens a { that is not closed');
});

test("ticks have true minus signs and no noise of floating point", () => {
  expect([0.1 + 0.2, -2, 0, 1e6, 2.5e-5, Infinity].map(formatTick)).toEqual([
    "0.3",
    "−2",
    "0",
    "10^{6}",
    "2.5·10^{−5}",
    "∞",
  ]);
  expect([1e-3, 1, 0.3].map(formatLogTick)).toEqual(["10^{−3}", "10^{0}", "0.3"]);
});

test("width grows with the text, and lowered text is narrower", () => {
  expect(textWidth("mm", 10)).toBeCloseTo(2 * textWidth("m", 10), 12);
  expect(textWidth("x_m", 10)).toBeLessThan(textWidth("xm", 10));
});
