import type { ColorScale } from "./colorScale.js";
import { formatTick, roundTicks } from "./formatTick.js";
import { oklch } from "./oklch.js";

export interface DeltaScaleOptions {
  /** The greatest |delta|; the scale reaches as far to both sides, so that 0 is always the neutral colour. */
  readonly extent: number;
  /** The values that a legend writes, by default round ones. */
  readonly ticks?: readonly number[];
  /** Where the scale turns from linear (around 0) to logarithmic; by default it is linear throughout. */
  readonly linearWithin?: number;
  readonly label?: string;
}

/**
 * The colour of delta from -1 (brown, downstream) over 0 (a grey that shows on white and on dark grounds) to 1 (teal, upstream).
 *
 * Lightness falls and colour grows to both sides, so neighbouring values differ for colour-blind readers too.
 */
export function deltaColor(t: number): string {
  const distance = Math.min(1, Math.abs(t));
  const fall = distance ** 0.75;
  const growth = 1 - (1 - distance) ** 2.4;
  return t < 0
    ? oklch(0.665 - 0.22 * fall, 0.118 * growth, 62 - 12 * distance)
    : oklch(0.665 - 0.24 * fall, 0.105 * growth, 205);
}

/**
 * The diverging brown-to-teal scale of the conserved quantity delta, with its neutral at 0.
 *
 * @throws RangeError if `extent` or `linearWithin` is not a positive number.
 */
export function deltaScale({ extent, ticks, linearWithin, label = "*δ*" }: DeltaScaleOptions): ColorScale {
  if (!(extent > 0 && extent < Infinity)) throw new RangeError(`extent is ${extent}, but must be a positive number`);
  if (linearWithin !== undefined && !(linearWithin > 0))
    throw new RangeError(`linearWithin is ${linearWithin}, but must be a positive number`);
  const forward = (value: number): number =>
    linearWithin === undefined ? value : Math.sign(value) * Math.log1p(Math.abs(value) / linearWithin);
  const inverse = (image: number): number =>
    linearWithin === undefined ? image : Math.sign(image) * Math.expm1(Math.abs(image)) * linearWithin;
  const end = forward(extent);
  const interpolate = (t: number): string => deltaColor(2 * t - 1);
  return {
    plot:
      linearWithin === undefined
        ? { type: "diverging", domain: [-extent, extent], pivot: 0, interpolate, clamp: true }
        : {
            type: "diverging-symlog",
            domain: [-extent, extent],
            pivot: 0,
            interpolate,
            clamp: true,
            constant: linearWithin,
          },
    domain: [-extent, extent],
    color: (value) => deltaColor(forward(value) / end),
    valueAt: (fraction) => inverse((2 * fraction - 1) * end),
    positionOf: (value) => (1 + forward(value) / end) / 2,
    ticks: ticks ?? roundTicks([-extent, extent], 4),
    format: formatTick,
    label,
  };
}
