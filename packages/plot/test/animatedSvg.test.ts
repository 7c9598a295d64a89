import { describe, expect, test } from "vitest";
import { animatedSvg, svgToPng } from "../src/files/index.js";
import { figure, line, panel } from "../src/index.js";

const rows = Array.from({ length: 5 }, (_, t) => ({ t, u: t * t }));
const axis = { domain: [0, 16] as const };
const frame = (count: number): string =>
  figure({
    panels: [
      panel({
        title: `*t* = ${count}`,
        x: { label: "time *t*", domain: [0, 4] },
        y: axis,
        marks: [line(rows.slice(0, count + 1), { x: "t", y: "u" })],
      }),
      panel({ title: "still", x: axis, y: axis, marks: [line(rows, { x: "t", y: "u" })] }),
    ],
    width: 300,
  });
const frames = [1, 2, 3, 4].map(frame);

/** What is seen in a frame, from the keyframes of the classes. */
function seen(svg: string, share: number): string {
  const visible = (name: string): boolean => {
    const rule = new RegExp(`@keyframes ${name}\\{(.*?\\})\\}`).exec(svg)![1]!;
    const stops = Array.from(rule.matchAll(/([\d.]+)%\{visibility:(\w+)\}/g), ([, at, value]) => ({
      at: Number(at),
      value,
    }));
    return stops.findLast(({ at }) => at <= 100 * share + 1e-9)!.value === "visible";
  };
  return svg
    .replace(/<style>.*?<\/style>/s, "")
    .replace(
      /<g class="(f\d+-\d+)"[^>]*>(<path[^>]*\/>|<text.*?<\/text>|<g.*?<\/g>)<\/g>/gs,
      (_, name: string, content: string) => (visible(name) ? content : ""),
    );
}

const plain = (svg: string): string => svg.trim().replace(/p[a-z0-9]+-(\d+)/g, "p-$1");

describe("an animated SVG", () => {
  const svg = animatedSvg(frames, { seconds: [1, 1, 2, 4] });

  test("shows each frame in its time, and the last one where nothing moves", () => {
    for (const [index, share] of [0.05, 0.2, 0.3, 0.9].entries()) {
      const text = (markup: string): string[] =>
        Array.from(markup.matchAll(/<text[^>]*>(.*?)<\/text>/gs), ([, label]) => label!.replace(/<[^>]*>/g, ""));
      expect(text(seen(svg, share))).toEqual(text(frames[index]!));
      const paths = (markup: string): string[] => markup.match(/ d="[^"]*"/g)!;
      expect(paths(seen(svg, share))).toEqual(paths(plain(frames[index]!)));
    }
    expect(Buffer.compare(svgToPng(svg), svgToPng(frames.at(-1)!))).toBe(0);
  });

  test("holds once what all frames share", () => {
    expect(svg.match(/still/g)).toHaveLength(1);
    expect(svg.length).toBeLessThan(1.6 * frames[0]!.length);
  });

  test("of one frame or of equal ones has nothing that moves", () => {
    expect(animatedSvg([frames[0]!, frames[0]!], { seconds: 1 })).not.toContain("@keyframes");
  });

  test("refuses frames of other sizes, no frames, and durations that are none", () => {
    expect(() => animatedSvg([], { seconds: 1 })).toThrow("frames is empty");
    expect(() => animatedSvg(frames, { seconds: [1] })).toThrow("seconds has length 1; expected 4");
    expect(() => animatedSvg(frames, { seconds: 0 })).toThrow("seconds[0] is 0; expected a positive number");
    const wider = frames[0]!.replace("300", "301");
    expect(() => animatedSvg([frames[0]!, wider], { seconds: 1 })).toThrow(/^frames\[1\] starts with <svg/);
    expect(() => animatedSvg(["<svg><g></svg>"], { seconds: 1 })).toThrow("closes svg that is not open");
    expect(() => animatedSvg(["text"], { seconds: 1 })).toThrow("expected one whole element");
  });
});
