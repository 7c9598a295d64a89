/** A decimal number: `digits` times ten to the power `exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal that names a finite double: 0.1 is one tenth, not the binary fraction beside it. */
export function decimalOf(value: number): Decimal {
  const [, sign, whole, fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))!;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

/** The doubles nearest to `count` evenly spaced decimals, both ends included; the first alone if `count` is 1. */
export function evenlySpaced(from: Decimal, to: Decimal, count: number): number[] {
  const exponent = Math.min(from.exponent, to.exponent);
  const scaled = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  const [first, last] = [scaled(from), scaled(to)];
  const gaps = BigInt(Math.max(1, count - 1));
  return Array.from({ length: count }, (_, i) =>
    nearestDouble(first * (gaps - BigInt(i)) + last * BigInt(i), gaps, exponent),
  );
}

/** Digits of a quotient before it becomes a double: eight more than tell two doubles apart. */
const QUOTIENT_DIGITS = 25;

/** numerator / denominator times ten to the power `exponent`. */
function nearestDouble(numerator: bigint, denominator: bigint, exponent: number): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = Math.max(0, QUOTIENT_DIGITS - String(magnitude).length + String(denominator).length);
  const quotient = (magnitude * 10n ** BigInt(shift)) / denominator;
  return Number(`${numerator < 0n ? "-" : ""}${quotient}e${exponent - shift}`);
}
