import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  requireLength,
  requirePositive,
  requireWidths,
} from "@lazyrich/linalg";

export interface GaussianLayersOptions {
  /** d, the hidden widths, c. */
  readonly widths: readonly number[];
  /** A scale for each layer; 1 keeps the mean square of what passes through. */
  readonly scales: readonly number[];
  readonly random: GaussianSource;
}

/**
 * Layers of independent Gaussian entries: those of W_l have standard deviation scales[l - 1] / sqrt(widths[l - 1]).
 *
 * @throws RangeError if a width is not a whole number above 0, or there is not one scale above 0 for each layer.
 */
export function gaussianLayers({ widths, scales, random }: GaussianLayersOptions): Matrix[] {
  requireWidths("widths", widths);
  requireLength("scales", scales, widths.length - 1, "one a layer");
  return scales.map((scale, l) => {
    requirePositive(`scales[${l}]`, scale);
    const layer = gaussianMatrix(widths[l + 1]!, widths[l]!, random);
    const deviation = scale / Math.sqrt(widths[l]!);
    return { ...layer, data: layer.data.map((entry) => deviation * entry) };
  });
}
