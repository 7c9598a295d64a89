import { formatTick, logTicks, roundTicks } from "../text/formatTick.js";
import type { ColorScale } from "./colorScale.js";
import { oklch } from "./oklch.js";

export interface SequentialScaleOptions {
  /** The values at the dark and at the light end. */
  readonly domain: readonly [number, number];
  /** How values become colours; "linear" by default. */
  readonly type?: "linear" | "log" | undefined;
  /** Lightness of both ends, from 0 to 1; the default is for filled maps, `[0.72, 0.97]` is pale enough to draw curves on. */
  readonly lightness?: readonly [number, number] | undefined;
  /** Hues at both ends, in degrees of OKLCH: one pair a quantity tells the maps of several apart. */
  readonly hues?: readonly [number, number] | undefined;
  /** The values that a legend writes, by default round ones. */
  readonly ticks?: readonly number[] | undefined;
  /** How a value is written; as `formatTick` does by default. */
  readonly format?: ((value: number) => string) | undefined;
  readonly label?: string | undefined;
}

/** Deep indigo to pale yellow. */
const indigoToYellow = [285, 100] as const;

/**
 * A colour between deep indigo (0) and pale yellow (1), or other hues, of steadily rising lightness; the colours are the quieter, the narrower the range of
 * lightness.
 *
 * @param t from 0, the dark end, to 1
 * @param lightness of the dark and of the light end, from 0 to 1
 * @param hues of the same ends, in degrees
 * @example
 * import { sequentialColor } from "@lazyrich/plot";
 * [0, 1].map((t) => sequentialColor(t)); // ["#261f52", "#fff4b0"]
 */
export function sequentialColor(
  t: number,
  [dark, light]: readonly [number, number] = [0.28, 0.96],
  [from, to]: readonly [number, number] = indigoToYellow,
): string {
  const fraction = Math.min(1, Math.max(0, t));
  const strength = Math.min(1, 0.3 + 0.7 * ((light - dark) / 0.68));
  const chroma = strength * (0.055 + 0.075 * Math.sin(Math.PI * (0.15 + 0.7 * fraction)));
  return oklch(dark + (light - dark) * fraction, chroma, from + (to - from) * fraction ** 1.1);
}

/**
 * A perceptually even scale for values without a natural middle: a loss, a kernel distance.
 *
 * @throws RangeError if the domain is empty, or not positive where the type is "log".
 * @example
 * import { sequentialScale } from "@lazyrich/plot";
 * const scale = sequentialScale({ domain: [0.01, 1], type: "log" });
 * scale.positionOf(0.1); // 0.5
 * scale.ticks; // [0.01, 0.1, 1]
 */
export function sequentialScale({
  domain,
  type = "linear",
  lightness = [0.28, 0.96],
  hues = indigoToYellow,
  ticks,
  format,
  label = "",
}: SequentialScaleOptions): ColorScale {
  const [low, high] = domain;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low !== high))
    throw new RangeError(`domain is [${low}, ${high}]; expected two different finite numbers`);
  if (type === "log" && !(low > 0 && high > 0))
    throw new RangeError(`domain is [${low}, ${high}]; expected positive numbers on a logarithmic scale`);
  const forward = type === "log" ? Math.log : (value: number): number => value;
  const inverse = type === "log" ? Math.exp : (image: number): number => image;
  const start = forward(low);
  const span = forward(high) - start;
  const positionOf = (value: number): number => (forward(value) - start) / span;
  const colorAt = (fraction: number): string => sequentialColor(fraction, lightness, hues);
  const sorted: [number, number] = low < high ? [low, high] : [high, low];
  const round = type === "log" ? logTicks(sorted, 6) : { values: roundTicks(sorted, 5), format: formatTick };
  return {
    type,
    domain: [low, high],
    colorAt,
    color: (value) => colorAt(positionOf(value)),
    valueAt: (fraction) => inverse(start + fraction * span),
    positionOf,
    ticks: ticks ?? round.values,
    format: format ?? round.format,
    label,
  };
}
