import { crc32 } from "node:zlib";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * One animated PNG (APNG) of PNG frames of the same size, which plays in every current browser and shows its first frame elsewhere.
 *
 * @param frames whole PNG files, as `svgToPng` returns them.
 * @param options `seconds` that each frame is shown: one number, or one a frame. `repeats`: 0 is for ever.
 * @throws RangeError if there are no frames, one is not a PNG, their headers differ, or a duration is not between 0 and 65 seconds.
 * @see the PNG specification, third edition, section 11.3.5 (animation information).
 * @example
 * import { figure, panel, points } from "@lazyrich/plot";
 * import { animatedPng, svgToPng } from "@lazyrich/plot/files";
 * const axis = { domain: [0, 1] };
 * const frame = (x) => figure({ panels: [panel({ x: axis, y: axis, marks: [points([{ x, y: x }], { x: "x", y: "y" })] })] });
 * const frames = [0.2, 0.8].map((x) => svgToPng(frame(x), { scale: 0.5 }));
 * animatedPng(frames, { seconds: 0.5 }).length > frames[0].length; // true
 */
export function animatedPng(
  frames: readonly Uint8Array[],
  { seconds, repeats = 0 }: { readonly seconds: number | readonly number[]; readonly repeats?: number | undefined },
): Uint8Array {
  if (frames.length === 0) throw new RangeError("frames is empty; expected at least one");
  const durations = typeof seconds === "number" ? frames.map(() => seconds) : seconds;
  if (durations.length !== frames.length) {
    throw new RangeError(`seconds has length ${durations.length}; expected ${frames.length}, the number of frames`);
  }
  const split = frames.map((frame, i) => chunksOf(frame, `frames[${i}]`));
  const header = split[0]!.find(({ type }) => type === "IHDR")!;
  const others = split[0]!.filter(({ type }) => !["IHDR", "IDAT", "IEND"].includes(type));
  const output: Chunk[] = [header, chunk("acTL", [frames.length, 4], [repeats, 4]), ...others];
  let sequence = 0;
  for (const [i, chunks] of split.entries()) {
    const own = chunks.find(({ type }) => type === "IHDR")!;
    if (Buffer.compare(own.data, header.data) !== 0) {
      throw new RangeError(`frames[${i}] has another size or colour type than frames[0]`);
    }
    const duration = durations[i]!;
    if (!(duration > 0 && duration < 65)) {
      throw new RangeError(`seconds[${i}] is ${duration}; expected a number above 0 and below 65`);
    }
    const size = new DataView(header.data.buffer, header.data.byteOffset);
    const [width, height] = [size.getUint32(0), size.getUint32(4)];
    const milliseconds = Math.round(1000 * duration);
    // at no offset, for so many thousandths of a second, left in place, over what was there
    output.push(
      chunk(
        "fcTL",
        [sequence++, 4],
        [width, 4],
        [height, 4],
        [0, 4],
        [0, 4],
        [milliseconds, 2],
        [1000, 2],
        [0, 1],
        [0, 1],
      ),
    );
    for (const { type, data } of chunks) {
      if (type !== "IDAT") continue;
      // the first frame is the picture of readers that know no animation
      if (i === 0) output.push({ type, data });
      else output.push({ type: "fdAT", data: Buffer.concat([chunk("", [sequence++, 4]).data, data]) });
    }
  }
  output.push({ type: "IEND", data: new Uint8Array(0) });
  return Buffer.concat([Buffer.from(SIGNATURE), ...output.map(bytesOf)]);
}

/** A chunk of whole numbers, each with its size in bytes. */
function chunk(type: string, ...numbers: readonly (readonly [value: number, bytes: number])[]): Chunk {
  const data = Buffer.alloc(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of numbers) {
    data.writeUIntBE(value, at, bytes);
    at += bytes;
  }
  return { type, data };
}

function chunksOf(png: Uint8Array, name: string): Chunk[] {
  if (png.length < 8 || SIGNATURE.some((byte, i) => png[i] !== byte)) throw new RangeError(`${name} is not a PNG`);
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (at + 12 + length > png.length) break;
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  if (chunks[0]?.type !== "IHDR" || chunks.at(-1)?.type !== "IEND") throw new RangeError(`${name} is not a whole PNG`);
  return chunks;
}

function bytesOf({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}
