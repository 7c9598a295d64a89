import { Resvg } from "@resvg/resvg-js";
import { fontFiles } from "./fonts.js";
import { svgSize } from "./svgSize.js";

/**
 * A figure as PNG, set in the fonts that come with this package (no system fonts, so every machine draws the same).
 *
 * @param svg markup as `figure` returns it.
 * @param options `scale` is pixels per point of the figure: 4 is 288 dots per inch in print.
 * @throws RangeError if the scale is not a positive number, or the markup is not an SVG with a viewBox.
 */
export function svgToPng(svg: string, { scale = 4 }: { readonly scale?: number } = {}): Uint8Array {
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`scale is ${scale}, but must be a positive number`);
  const { width } = svgSize(svg);
  const picture = new Resvg(keepTextFont(svg), {
    fitTo: { mode: "width", value: Math.max(1, Math.round(width * scale)) },
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
