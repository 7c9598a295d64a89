import { formatTick, roundTicks } from "../text/formatTick.js";
import type { ColorScale } from "./colorScale.js";
import { oklch } from "./oklch.js";

export interface DeltaScaleOptions {
  /** The greatest |delta|; the scale reaches as far to both sides, so that 0 is always the neutral colour. */
  readonly extent: number;
  /** The values that a legend writes, by default round ones. */
  readonly ticks?: readonly number[] | undefined;
  /** Where the scale turns from linear (around 0) to logarithmic; by default it is linear throughout. */
  readonly linearWithin?: number | undefined;
  readonly label?: string | undefined;
}

/**
 * The colour of delta from -1 (red-brown, downstream) over 0 (a grey that shows on white and on dark grounds) to 1 (blue, upstream).
 *
 * To both sides lightness falls, chroma grows and the hue turns (through ochre on one side, teal on the other), so that neighbouring values of many are
 * told apart, by colour-blind readers too.
 */
export function deltaColor(t: number): string {
  const distance = Math.min(1, Math.abs(t));
  const fall = distance ** 0.75;
  const growth = 1 - (1 - distance) ** 2.4;
  return t < 0
    ? oklch(0.665 - 0.22 * fall, 0.125 * growth, 88 - 58 * distance)
    : oklch(0.665 - 0.24 * fall, 0.115 * growth, 165 + 85 * distance);
}

/**
 * The diverging scale, brown to blue, of the conserved quantity delta, with its neutral at 0.
 *
 * @throws RangeError if `extent` or `linearWithin` is not a positive number.
 */
export function deltaScale({ extent, ticks, linearWithin, label = "*δ*" }: DeltaScaleOptions): ColorScale {
  if (!(extent > 0 && extent < Infinity)) throw new RangeError(`extent is ${extent}; expected a positive number`);
  if (linearWithin !== undefined && !(linearWithin > 0))
    throw new RangeError(`linearWithin is ${linearWithin}; expected a positive number`);
  const forward = (value: number): number =>
    linearWithin === undefined ? value : Math.sign(value) * Math.log1p(Math.abs(value) / linearWithin);
  const inverse = (image: number): number =>
    linearWithin === undefined ? image : Math.sign(image) * Math.expm1(Math.abs(image)) * linearWithin;
  const end = forward(extent);
  return {
    type: linearWithin === undefined ? "diverging" : "diverging-symlog",
    domain: [-extent, extent],
    ...(linearWithin === undefined ? {} : { constant: linearWithin }),
    colorAt: (fraction) => deltaColor(2 * fraction - 1),
    color: (value) => deltaColor(forward(value) / end),
    valueAt: (fraction) => inverse((2 * fraction - 1) * end),
    positionOf: (value) => (1 + forward(value) / end) / 2,
    ticks: ticks ?? roundTicks([-extent, extent], 4),
    format: formatTick,
    label,
  };
}
