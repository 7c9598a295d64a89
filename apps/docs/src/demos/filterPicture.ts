import { sequentialColor } from "@lazyrich/plot";
import { filterCount, filterSide } from "../simulation/filterSizes.ts";

/** Filters in a row. */
const across = 4;
const down = filterCount / across;
/** A pixel between two. */
const pitch = filterSide + 1;

/** Width over height of the picture of all filters. */
export const filterAspect: number = (across * pitch - 1) / (down * pitch - 1);

const shades = Array.from({ length: 256 }, (_, k) => rgbOf(sequentialColor(k / 255)));

/** The filters of a layer side by side as a picture's address, a pixel a weight, each over its greatest weight in size: dark below 0, light above. */
export function filterPicture(filters: Float32Array): string {
  const canvas = document.createElement("canvas");
  canvas.width = across * pitch - 1;
  canvas.height = down * pitch - 1;
  const context = canvas.getContext("2d")!;
  for (let k = 0; k < filterCount; k++) {
    const weights = filters.subarray(k * filterSide ** 2, (k + 1) * filterSide ** 2);
    const greatest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
    const picture = context.createImageData(filterSide, filterSide);
    weights.forEach((weight, i) => {
      picture.data.set(shades[Math.round(127.5 * (1 + weight / greatest))]!, 4 * i);
    });
    context.putImageData(picture, (k % across) * pitch, Math.floor(k / across) * pitch);
  }
  return canvas.toDataURL();
}

/** Red, green, blue and opacity, 0 to 255, of "#rrggbb". */
function rgbOf(color: string): readonly number[] {
  const number = Number.parseInt(color.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255, 255];
}
