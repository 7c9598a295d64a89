import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { animatedPng, svgToPng } from "../src/files/index.js";
import { figure, line, panel } from "../src/index.js";

const frame = (y: number): Uint8Array => {
  const rows = [
    { x: 0, y: 0 },
    { x: 1, y },
  ];
  const axis = { domain: [0, 1] as const };
  const panels = [panel({ x: axis, y: axis, marks: [line(rows, { x: "x", y: "y" })] })];
  return svgToPng(figure({ panels, width: 100 }), { scale: 1 });
};

/** Types, sizes and data of the chunks of a PNG, whose checksums are checked. */
function chunksOf(png: Uint8Array): { type: string; data: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    expect(view.getUint32(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.push({
      type: String.fromCharCode(...png.subarray(at + 4, at + 8)),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

test("the frames stand one after the other, numbered, with their data unchanged", () => {
  const frames = [frame(0.2), frame(0.9), frame(0.5)];
  const chunks = chunksOf(animatedPng(frames, { seconds: [0.5, 0.25, 1], repeats: 2 }));
  const types = chunks.map(({ type }) => type);
  expect(types[0]).toBe("IHDR");
  expect(types[1]).toBe("acTL");
  expect(types.at(-1)).toBe("IEND");
  expect(types.filter((type) => type === "fcTL")).toHaveLength(3);
  const animation = new DataView(chunks[1]!.data.buffer, chunks[1]!.data.byteOffset);
  expect([animation.getUint32(0), animation.getUint32(4)]).toEqual([3, 2]);
  const numbered = chunks.filter(({ type }) => type === "fcTL" || type === "fdAT");
  const sequence = numbered.map(({ data }) => new DataView(data.buffer, data.byteOffset).getUint32(0));
  expect(sequence).toEqual(sequence.map((_, i) => i));
  const second = chunksOf(frames[1]!).filter(({ type }) => type === "IDAT");
  const start = types.indexOf("fcTL", types.indexOf("IDAT"));
  expect([...chunks[start + 1]!.data.subarray(4)]).toEqual([...second[0]!.data]);
});

test("frames of other sizes, none, and other files are refused", () => {
  const rows = [{ x: 0, y: 1 }];
  const other = svgToPng(figure({ panels: [panel({ marks: [line(rows, { x: "x", y: "y" })] })], width: 120 }), {
    scale: 1,
  });
  expect(() => animatedPng([frame(1), other], { seconds: 1 })).toThrow(
    new RangeError("frames[1] has another size or colour type than frames[0]"),
  );
  expect(() => animatedPng([], { seconds: 1 })).toThrow(new RangeError("frames is empty; expected at least one"));
  expect(() => animatedPng([new Uint8Array(20)], { seconds: 1 })).toThrow(new RangeError("frames[0] is not a PNG"));
  expect(() => animatedPng([frame(1)], { seconds: 0 })).toThrow(
    new RangeError("seconds[0] is 0; expected a number above 0 and below 65"),
  );
});
