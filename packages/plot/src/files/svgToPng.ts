import { Resvg } from "@resvg/resvg-js";
import { fontFiles } from "./fonts.js";
import { svgSize } from "./svgSize.js";

/** As many pixels as are drawn at once: 2^28 take 1 GiB, and their PNG as much again for a moment. */
const MOST_PIXELS = 2 ** 28;

/**
 * A figure as PNG, set in the fonts that come with this package (no system fonts, so every machine draws the same).
 *
 * @param svg markup as `figure` returns it.
 * @param options `scale` is pixels per point of the figure: 4 is 288 dots per inch in print.
 * @throws RangeError if the scale is not a positive number or makes more than 2^28 pixels, or the markup is not an SVG with a viewBox.
 * @example
 * import { figure, panel } from "@lazyrich/plot";
 * import { svgToPng } from "@lazyrich/plot/files";
 * const axis = { domain: [0, 1] };
 * const png = svgToPng(figure({ panels: [panel({ x: axis, y: axis, marks: [] })], width: 234 }), { scale: 1 });
 * String.fromCharCode(...png.subarray(1, 4)); // "PNG"
 */
export function svgToPng(svg: string, { scale = 4 }: { readonly scale?: number | undefined } = {}): Uint8Array {
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`scale is ${scale}; expected a positive number`);
  const { width, height } = svgSize(svg);
  const [across, down] = [width, height].map((length) => Math.max(1, Math.round(length * scale))) as [number, number];
  if (across * down > MOST_PIXELS) {
    const size = `${across} x ${down} pixels (${((across * down * 4) / 2 ** 30).toPrecision(3)} GiB)`;
    const most = Math.floor(10 * Math.sqrt(MOST_PIXELS / (width * height))) / 10;
    throw new RangeError(`scale is ${scale}, a picture of ${size}; expected at most ${most} for this figure`);
  }
  const picture = new Resvg(keepTextFont(svg), {
    fitTo: { mode: "width", value: across },
    font: {
      fontFiles: fontFiles.map((file) => file.path),
      loadSystemFonts: false,
      defaultFontFamily: "Source Sans 3",
      sansSerifFamily: "Source Sans 3",
    },
  });
  return picture.render().asPng();
}

/**
 * resvg sets a whole label in the first font that has all of its characters once one is missing from the text font, so a single sign of
 * the mathematics font would take the label out of the text font and its italics. An invisible character that only the text font has
 * makes that impossible: then only the missing signs are replaced.
 */
function keepTextFont(svg: string): string {
  return svg.replace(
    /<text\b(?:(?!<\/text>).)*?Noto Sans Math.*?(?=<\/text>)/gs,
    (label) => `${label}<tspan font-size="0.01" fill="none">₀</tspan>`,
  );
}
