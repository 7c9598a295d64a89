import { svgElement } from "../svg/svgElement.js";
import { type FittedText, fitText } from "../text/fitText.js";
import { textWidth } from "../text/textWidth.js";
import type { Theme } from "../theme.js";

/** Bold type is wider than the widths that text is measured by. */
export const boldWidth = 1.07;

/** What stands above a frame: a letter at its left, a title over its middle. */
export interface Heading {
  readonly letter: string;
  readonly title: FittedText | undefined;
  /** Where the title's middle is, from the left of the frame. */
  readonly middle: number;
  /** 0 where there is neither. */
  readonly height: number;
}

/** A title over the middle of a frame where there is room beside the letter, else over the middle of what the letter leaves; broken or smaller where it is too long. */
export function headingOf(
  { letter, title, frame }: { readonly letter: string; readonly title: string | undefined; readonly frame: number },
  { fontSize }: Theme,
): Heading {
  const letterWidth = letter === "" ? 0 : boldWidth * textWidth(letter, fontSize.letter) + 4;
  const letterHeight = letter === "" ? 0 : fontSize.letter + 3;
  if (title === undefined || title === "") return { letter, title: undefined, middle: 0, height: letterHeight };
  const isClear = textWidth(title, fontSize.title) <= frame - 2 * letterWidth;
  const fitted = fitText(title, fontSize.title, isClear ? frame : frame - letterWidth);
  const height = Math.max(fontSize.letter + 3, lineHeight(fitted) * fitted.lines.length + 3);
  return { letter, title: fitted, middle: isClear ? frame / 2 : (frame + letterWidth) / 2, height };
}

const lineHeight = ({ size }: FittedText): number => 1.15 * size;

/** The letter and the lines of a title above the point (x, y), the last line on it. */
export function drawHeading(
  document: Document,
  { letter, title, middle }: Heading,
  { fontSize }: Theme,
  x: number,
  y: number,
): SVGElement[] {
  const letters =
    letter === ""
      ? []
      : [
          svgElement(
            document,
            "text",
            { x, y: y - 1.5, "font-size": fontSize.letter, "font-weight": 600, "text-anchor": "start" },
            [letter],
          ),
        ];
  const lines = (title?.lines ?? []).map((line, i, { length }) =>
    svgElement(
      document,
      "text",
      { x: x + middle, y: y - 1.5 - (length - 1 - i) * lineHeight(title!), "font-size": title!.size },
      [line],
    ),
  );
  return [...letters, ...lines];
}

/** (a), ..., (z), (aa), (ab), ... */
export function panelLetter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : panelLetter(Math.floor(index / 26) - 1) + last;
}
