import { ticks } from "d3-array";

/** How values of an axis become fractions of its length. */
export interface AxisScale {
  readonly type: "linear" | "log";
  readonly domain: readonly [number, number];
}

/** The fraction of the axis, from 0 to 1 in the domain, at which a value stands. */
export function fractionOf({ type, domain: [low, high] }: AxisScale, value: number): number {
  return type === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a fraction of the axis. */
export function valueAt({ type, domain: [low, high] }: AxisScale, fraction: number): number {
  return type === "log" ? low * (high / low) ** fraction : low + fraction * (high - low);
}

/** Values that a reader knows: round ones, about `count` of them, or powers of ten. */
export function axisTicks({ type, domain: [low, high] }: AxisScale, count: number): number[] {
  if (type === "log") {
    const first = Math.ceil(Math.log10(low) - 1e-9);
    const last = Math.floor(Math.log10(high) + 1e-9);
    const step = Math.max(1, Math.ceil((last - first + 1) / count));
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => Number(`1e${first + i * step}`));
  }
  return ticks(low, high, count);
}

/** `values` apart evenly in the logarithm, from the first to the last. */
export function logSpaced(first: number, last: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => first * (last / first) ** (i / (count - 1)));
}
