/// <reference types="pdfkit" />
/// <reference path="./svg-to-pdfkit.d.ts" />
import PDFDocument from "pdfkit";
import SVGtoPDF from "svg-to-pdfkit";
import { fontFiles } from "./fonts.js";
import { svgSize } from "./svgSize.js";

/**
 * A figure as a PDF of one page of the figure's size: vectors and embedded fonts, text that can be searched and copied.
 *
 * @param svg markup as `figure` returns it.
 * @throws RangeError if the markup is not an SVG with a viewBox.
 * @example
 * import { figure, panel } from "@lazyrich/plot";
 * import { svgToPdf } from "@lazyrich/plot/files";
 * const axis = { domain: [0, 1] };
 * const pdf = await svgToPdf(figure({ panels: [panel({ x: axis, y: axis, marks: [] })], width: 234 }));
 * String.fromCharCode(...pdf.subarray(0, 4)); // "%PDF"
 */
export async function svgToPdf(svg: string): Promise<Uint8Array> {
  const { width, height } = svgSize(svg);
  // a fixed date, so that the same figure has the same bytes
  const date = new Date(0);
  const pdf = new PDFDocument({ size: [width, height], margin: 0, info: { CreationDate: date, ModDate: date } });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((done, failed) => {
    pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on("end", done);
    pdf.on("error", failed);
  });
  for (const file of fontFiles) pdf.registerFont(fontName(file.family, file.bold, file.italic), file.path);
  SVGtoPDF(pdf, withoutSize(svg), 0, 0, {
    width,
    height,
    assumePt: true,
    fontCallback: (family, bold, italic) =>
      family.includes("Noto Sans Math") && family.indexOf("Noto Sans Math") < 2
        ? fontName("Noto Sans Math", false, false)
        : fontName("Source Sans 3", bold, italic),
  });
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

const fontName = (family: string, bold: boolean, italic: boolean): string =>
  `${family}${bold ? " bold" : ""}${italic ? " italic" : ""}`;

/** The root's own size is dropped: the page has the size of the viewBox, in points. */
const withoutSize = (svg: string): string =>
  svg.replace(/<svg\b[^>]*>/, (root) => root.replace(/\s(?:width|height)="[^"]*"/g, ""));
