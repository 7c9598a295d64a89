/** S = 1 - <K1, K2>/(|K1| |K2|) of the given float64 numbers in exact integer arithmetic, rounded to float64 at the end. */
export function exactKernelDistance(k1: ArrayLike<number>, k2: ArrayLike<number>): number {
  const [x, y] = [integers(k1), integers(k2)];
  const dot = (u: readonly bigint[], v: readonly bigint[]): bigint =>
    u.reduce((sum, each, i) => sum + each * v[i]!, 0n);
  const [square1, square2, product] = [dot(x, x), dot(y, y), dot(x, y)];
  // the definition, with the root of |K1|^2 |K2|^2 taken to 240 binary digits more than an integer has
  const norms = squareRoot((square1 * square2) << 480n);
  return ratio(norms - (product << 240n), norms);
}

/** The entries times one power of two that makes them all integers. */
function integers(kernel: ArrayLike<number>): bigint[] {
  const parts = Array.from(kernel, (value) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    const exponent = (view.getUint32(0) >>> 20) & 0x7ff;
    const fraction = view.getBigUint64(0) & 0xfffffffffffffn;
    const size = exponent === 0 ? fraction : fraction | 0x10000000000000n;
    return { exponent: Math.max(exponent, 1), integer: value < 0 ? -size : size };
  });
  const lowest = parts.reduce(
    (least, { exponent, integer }) => (integer === 0n ? least : Math.min(least, exponent)),
    2047,
  );
  return parts.map(({ exponent, integer }) => (integer === 0n ? 0n : integer << BigInt(exponent - lowest)));
}

/** The whole part of the root, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(bitLength(value) / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** numerator / denominator to 60 binary digits. */
function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = BigInt(bitLength(denominator) - bitLength(numerator) + 60);
  return Number((numerator << shift) / denominator) * 2 ** -Number(shift);
}

/** At least the number of binary digits, and at most three more. */
const bitLength = (value: bigint): number => 4 * value.toString(16).length;
