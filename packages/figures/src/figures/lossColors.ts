import { type ColorScale, sequentialScale } from "@lazyrich/plot";

/** Pale enough to draw curves on. */
const lightness = [0.68, 0.98] as const;

/** Colours of losses that reach down to 0: the three decades below the greatest. */
export function threeDecades(losses: readonly number[]): ColorScale {
  const highest = 10 ** Math.round(Math.log10(Math.max(...losses)));
  return sequentialScale({ domain: [highest / 1000, highest], type: "log", lightness, label: "loss" });
}

/** Colours of losses that stay away from 0, logarithmic from the least to the greatest. */
export function fromLeastToGreatest(losses: readonly number[]): ColorScale {
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const ticks = roundLogarithmic(low, high);
  return sequentialScale({ domain: [low, high], type: "log", lightness, label: "loss", ticks, format: String });
}

/** 1, 2 and 5 times powers of ten in a range, or powers of ten alone where the range is wide. */
function roundLogarithmic(low: number, high: number): number[] {
  const factors = high / low > 100 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(low));
  const count = Math.ceil(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, i) => first + i)
    .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
    .filter((value) => low <= value && value <= high);
}
