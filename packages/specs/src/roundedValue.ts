/** Digits that tell values of axes apart: twelve are more than anyone means, and fewer than rounding disturbs. */
const DIGITS = 12;

/**
 * A number as the value of an axis: to 12 significant digits, so that 0.1 + 0.2 is 0.3 and a list that NumPy computed names the
 * same values as a range. Whole numbers and powers of two are themselves; -0 is 0.
 */
export function roundedValue(value: number): number {
  if (value === 0) return 0;
  if (Number.isSafeInteger(value) || isPowerOfTwo(Math.abs(value))) return value;
  return Number(value.toPrecision(DIGITS));
}

/** Of the bits of a double behind its first none is set. */
function isPowerOfTwo(value: number): boolean {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return (bits.getBigUint64(0) & 0xf_ffff_ffff_ffffn) === 0n;
}
