import { inflateSync } from "fflate";

/** What deflate can gain at most: beyond it a size is a lie. */
const MOST_GAIN = 1032;
const STORED = 0;
const DEFLATED = 8;
/** The sizes of a format that a number of 32 bits cannot tell. */
const ZIP64 = 0xffff_ffff;

/**
 * The files in a zip archive, stored or deflated, each compared with its checksum. Sizes are compared with the length of the
 * archive, and with what deflate can gain, before memory is taken.
 *
 * @param name of the archive, for errors.
 * @throws RangeError in one line that begins with the name.
 * @see PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4
 */
export function zipEntries(bytes: Uint8Array, name: string): Map<string, Uint8Array> {
  const fail = (problem: string): never => {
    throw new RangeError(`${name} ${problem}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view) ?? fail("is not a zip archive, or is cut");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, Uint8Array>();
  let taken = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x0201_4b50) fail("has a damaged list of files");
    const [method, checksum] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const place = view.getUint32(at + 42, true);
    if (at + 46 + nameLength > end) fail("has a damaged list of files");
    const entry = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const shown = JSON.stringify(entry.slice(0, 60));
    if (entries.has(entry)) fail(`holds ${shown} twice`);
    if (packed === ZIP64 || size === ZIP64 || place === ZIP64) fail(`holds ${shown} of 4 GiB or more`);
    if (method !== STORED && method !== DEFLATED) fail(`holds ${shown} packed by method ${method}; expected 0 or 8`);
    if ((view.getUint16(at + 8, true) & 1) === 1) fail(`holds ${shown} encrypted`);
    if (place + 30 > bytes.length || view.getUint32(place, true) !== 0x0403_4b50) fail(`has damaged data of ${shown}`);
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
    if (start + packed > bytes.length) fail(`ends within ${shown}`);
    taken += packed;
    if (taken > bytes.length) fail("holds files that overlap");
    if (method === STORED ? size !== packed : size > MOST_GAIN * packed) {
      fail(`says that ${shown} has ${size} bytes in ${packed}, which cannot be`);
    }
    const data = bytes.subarray(start, start + packed);
    const content = method === STORED ? data : inflated(data, size);
    if (content === undefined || crc32(content) !== checksum) fail(`has damaged data of ${shown}`);
    entries.set(entry, content!);
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** Where the record at the end of an archive begins: behind it stands a comment of at most 64 KiB. */
function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x0605_4b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  return undefined;
}

/** Undefined if the data is damaged: one byte more than it should have is room to tell. */
function inflated(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const content = inflateSync(data, { out: new Uint8Array(size + 1) });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});
