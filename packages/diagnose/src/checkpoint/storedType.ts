/** Types of numbers in a checkpoint, the widest first. */
export type StoredType = "F64" | "F32" | "F16" | "BF16";

/** Fewer different numbers than these may be short by chance: a table of ones and zeros is of no type. */
const FEWEST = 16;

/** The distance of neighbouring numbers next to 1. */
const SPACING: Readonly<Record<StoredType, number>> = { F64: 2 ** -52, F32: 2 ** -23, F16: 2 ** -10, BF16: 2 ** -7 };
/** The exponent below which numbers are evenly spaced. */
const LEAST_EXPONENT: Readonly<Record<StoredType, number>> = { F64: -1022, F32: -126, F16: -14, BF16: -126 };

/** The narrowest type that holds every entry of some arrays: what they were rounded to, in whatever type they lie now. */
export function storedType(arrays: readonly Float64Array[]): StoredType {
  const different = new Set<number>();
  for (const data of arrays) {
    for (let i = 0; i < data.length && different.size < FEWEST; i++)
      if (data[i] !== 0) different.add(Math.abs(data[i]!));
  }
  const narrow: readonly StoredType[] = different.size < FEWEST ? ["F32"] : ["BF16", "F16", "F32"];
  return narrow.find((type) => arrays.every((data) => data.every((entry) => holds(type, entry)))) ?? "F64";
}

const holds = (type: StoredType, entry: number): boolean =>
  Math.fround(entry) === entry &&
  (type === "F32" || ((type === "BF16" || Math.abs(entry) <= 65504) && Number.isInteger(entry / spacing(type, entry))));

/** The distance from a number to the next one of a type. */
export function spacing(type: StoredType, entry: number): number {
  const exponent = entry === 0 ? LEAST_EXPONENT[type] : Math.floor(Math.log2(Math.abs(entry)));
  // the logarithm of a number just below a power of two rounds up to that power
  const exact = entry !== 0 && 2 ** exponent > Math.abs(entry) ? exponent - 1 : exponent;
  return SPACING[type] * 2 ** Math.max(exact, LEAST_EXPONENT[type]);
}
