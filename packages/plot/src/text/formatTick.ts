/**
 * A number as figures write it: a true minus sign, no trailing zeros, `10^{n}` markup for powers of ten far from 1.
 *
 * @param value any number
 * @example
 * import { formatTick } from "@lazyrich/plot";
 * [-0.5, 1e-7].map(formatTick); // ["−0.5", "10^{−7}"]
 */
export function formatTick(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "";
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (magnitude >= 1e-3 && magnitude < 1e5) return sign + String(Number(magnitude.toPrecision(6)));
  const exponent = Math.floor(Math.log10(magnitude) + 1e-12);
  const factor = Number((magnitude / 10 ** exponent).toPrecision(4));
  return `${sign}${factor === 1 ? "" : `${factor}·`}10^{${String(exponent).replace("-", "−")}}`;
}

/**
 * A power of ten as `10^{n}`, anything else as `formatTick`; for logarithmic axes.
 *
 * @param value above 0
 * @example
 * import { formatLogTick } from "@lazyrich/plot";
 * [1, 100, 5].map(formatLogTick); // ["10^{0}", "10^{2}", "5"]
 */
export function formatLogTick(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (Math.abs(value / 10 ** exponent - 1) > 1e-9) return formatTick(value);
  return `10^{${String(exponent).replace("-", "−")}}`;
}

/** The powers of ten in a domain, thinned to at most `most`. */
export function powersOfTen([low, high]: readonly [number, number], most: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const ticks: number[] = [];
  for (let exponent = Math.ceil(first / step) * step; exponent <= last; exponent += step) ticks.push(10 ** exponent);
  return ticks;
}

/** Ticks of a logarithmic axis or ramp, about `count` of them: powers of ten, or round values where fewer than two powers lie in the domain. */
export function logTicks(
  domain: readonly [number, number],
  count: number,
): { readonly values: number[]; readonly format: (value: number) => string } {
  const powers = powersOfTen(domain, count);
  return powers.length > 1
    ? { values: powers, format: formatLogTick }
    : { values: roundTicks(domain, count), format: formatTick };
}

/** Round values (1, 2 or 5 times a power of ten apart) in a domain, about `count` of them. */
export function roundTicks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power;
  const step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
  // beyond whole numbers that can be counted, only the ends can be told apart
  if (Math.max(Math.abs(low), Math.abs(high)) / step > 2 ** 50) return [low, high];
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i <= Math.floor(high / step + 1e-9); i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
