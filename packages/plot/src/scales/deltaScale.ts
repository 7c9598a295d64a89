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
  /** Sizes |delta| that lie evenly apart to both sides, in ascending order up to `extent`, linear between them: for the values of a list, however near. */
  readonly sizes?: readonly number[] | undefined;
  readonly label?: string | undefined;
}

/**
 * The colour of delta from -1 (red-brown, downstream) over 0 (a grey that shows on white and on dark grounds) to 1 (blue, upstream).
 *
 * To both sides lightness falls, chroma grows and the hue turns (through ochre on one side, teal on the other), so that neighbouring values of many are
 * told apart, by colour-blind readers too.
 *
 * @param t from -1 to 1
 * @example
 * import { deltaColor } from "@lazyrich/plot";
 * [-1, 0, 1].map(deltaColor); // ["#8c3227", "#949494", "#09508a"]
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
 * @throws RangeError if `extent` or `linearWithin` is not a positive number, or `sizes` does not ascend from above 0 to `extent`.
 * @example
 * import { deltaScale } from "@lazyrich/plot";
 * const scale = deltaScale({ extent: 2 });
 * scale.color(0) === scale.colorAt(0.5); // true
 * scale.domain; // [-2, 2]
 */
export function deltaScale({ extent, ticks, linearWithin, sizes, label = "*δ*" }: DeltaScaleOptions): ColorScale {
  if (!(extent > 0 && extent < Infinity)) throw new RangeError(`extent is ${extent}; expected a positive number`);
  if (linearWithin !== undefined && !(linearWithin > 0))
    throw new RangeError(`linearWithin is ${linearWithin}; expected a positive number`);
  if (sizes !== undefined && !(sizes.at(-1) === extent && sizes.every((size, i) => size > (sizes[i - 1] ?? 0))))
    throw new RangeError(`sizes is [${sizes.join(", ")}]; expected ascending numbers from above 0 to ${extent}`);
  const { type, forward, inverse, ...rest } =
    sizes === undefined ? spreadOf(extent, linearWithin) : evenSteps([0, ...sizes]);
  const signed = (of: (size: number) => number, value: number): number => Math.sign(value) * of(Math.abs(value));
  return {
    type,
    domain: [-extent, extent],
    ...rest,
    colorAt: (fraction) => deltaColor(2 * fraction - 1),
    color: (value) => deltaColor(signed(forward, value)),
    valueAt: (fraction) => signed(inverse, 2 * fraction - 1),
    positionOf: (value) => (1 + signed(forward, value)) / 2,
    ticks: ticks ?? roundTicks([-extent, extent], 4),
    format: formatTick,
    label,
  };
}

/** How sizes from 0 to the extent lie on one side of the scale, from 0 to 1, and back. */
interface Spread extends Pick<ColorScale, "type" | "knots" | "constant"> {
  forward(size: number): number;
  inverse(share: number): number;
}

function spreadOf(extent: number, linearWithin: number | undefined): Spread {
  if (linearWithin === undefined)
    return { type: "diverging", forward: (size) => size / extent, inverse: (share) => share * extent };
  const end = Math.log1p(extent / linearWithin);
  return {
    type: "diverging-symlog",
    constant: linearWithin,
    forward: (size) => Math.log1p(size / linearWithin) / end,
    inverse: (share) => Math.expm1(share * end) * linearWithin,
  };
}

function evenSteps(sizes: readonly number[]): Spread {
  const last = sizes.length - 1;
  const between = (i: number): number => sizes[i + 1]! - sizes[i]!;
  return {
    type: "linear",
    knots: [
      ...sizes
        .slice(1)
        .map((size) => -size)
        .reverse(),
      ...sizes,
    ],
    forward(size) {
      const i = Math.max(
        0,
        Math.min(
          last - 1,
          sizes.findLastIndex((each) => each <= size),
        ),
      );
      return (i + (size - sizes[i]!) / between(i)) / last;
    },
    inverse(share) {
      const i = Math.max(0, Math.min(last - 1, Math.floor(share * last)));
      return sizes[i]! + (share * last - i) * between(i);
    },
  };
}
