/** Formats of a picture as a file. */
export type PictureFormat = "svg" | "png" | "pdf";

/**
 * A picture as the content of a file.
 *
 * @param svg the picture
 * @param format of the file
 * @param scale pixels of a PNG per point: 4 is 288 dots per inch in print.
 * @throws (rejects with) RangeError if a PNG of that scale does not fit memory.
 * @example
 * import { findFigure } from "@lazyrich/figures";
 * import { pictureFile } from "@lazyrich/figures/files";
 * const figure = findFigure("neuron-deltas");
 * const svg = figure.draw(await figure.run(figure.spec), figure.spec);
 * const png = await pictureFile(svg, "png", 1);
 * String.fromCharCode(...png.subarray(1, 4)); // "PNG"
 */
export async function pictureFile(svg: string, format: PictureFormat, scale = 4): Promise<string | Uint8Array> {
  if (format === "svg") return svg;
  const { svgToPdf, svgToPng } = await import("@lazyrich/plot/files");
  return format === "png" ? svgToPng(svg, { scale }) : await svgToPdf(svg);
}
