import { pictureHeight, type SheetPicture, type SheetWords, sheet, wordsHeight } from "@lazyrich/plot";

/** A part with its words and its picture. */
export interface DrawnPart {
  readonly heading: string;
  readonly words: string;
  readonly svg: string;
}

/** A0 in points, its margin and the space between columns. */
const page = { width: 2384, height: 3370, margin: 110, gap: 80 } as const;

/** Sizes of type in points: read from two meters and from one. */
const type = { title: 84, subtitle: 34, heading: 44, words: 27, sources: 22 } as const;

/** Below a heading, and between words and their picture. */
const space = { heading: 10, words: 18, header: 34 } as const;

interface PosterText {
  readonly title: string;
  readonly subtitle: string;
  readonly sources: string;
}

/** The whole page: a title across it, columns of parts below, spread over the height. */
export function posterPage(
  { title, subtitle, sources }: PosterText,
  columns: readonly (readonly DrawnPart[])[],
): string {
  const across = page.width - 2 * page.margin;
  const width = (across - page.gap * (columns.length - 1)) / columns.length;
  const header = stacked({ x: page.margin, y: page.margin, width: across }, [
    { words: title, size: type.title, bold: true, below: space.header },
    { words: subtitle, size: type.subtitle, below: 0 },
  ]);
  const footerHeight = wordsHeight({ words: sources, size: type.sources, width: across });
  const bottom = page.height - page.margin - footerHeight;
  const parts = columns.flatMap((column, i) =>
    columnParts(column, { x: page.margin + i * (width + page.gap), top: header.bottom, bottom, width }),
  );
  const footer = { x: page.margin, y: bottom, width: across, words: sources, size: type.sources };
  return sheet({ ...page, parts: [...header.parts, ...parts, footer], description: title });
}

interface Words extends Pick<SheetWords, "words" | "size" | "bold"> {
  readonly below: number;
}

function stacked(
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  words: readonly Words[],
): { readonly parts: SheetWords[]; readonly bottom: number } {
  let at = y;
  const parts = words.map(({ below, ...part }) => {
    const placed = { ...part, x, y: at, width };
    at += wordsHeight(placed) + below;
    return placed;
  });
  return { parts, bottom: at };
}

/** Parts from top to bottom with equal spaces between. Pictures are narrowed alike where there is no room. */
function columnParts(
  column: readonly DrawnPart[],
  {
    x,
    top,
    bottom,
    width,
  }: { readonly x: number; readonly top: number; readonly bottom: number; readonly width: number },
): (SheetWords | SheetPicture)[] {
  const wordsOf = (part: DrawnPart): Words[] => [
    { words: part.heading, size: type.heading, bold: true, below: space.heading },
    { words: part.words, size: type.words, below: space.words },
  ];
  const textHeights = column.map((part) => stacked({ x, y: 0, width }, wordsOf(part)).bottom);
  const least = 30;
  const room = bottom - top - least * (column.length + 1) - textHeights.reduce((sum, each) => sum + each, 0);
  const heights = column.map(({ svg }) => pictureHeight({ svg, width }));
  const total = heights.reduce((sum, each) => sum + each, 0);
  const share = Math.min(1, room / total);
  const between = least + Math.max(0, room - total) / (column.length + 1);
  let y = top + between;
  return column.flatMap((part, i) => {
    const { parts, bottom: below } = stacked({ x, y, width }, wordsOf(part));
    y = below + share * heights[i]! + between;
    return [...parts, { x: x + ((1 - share) * width) / 2, y: below, width: share * width, svg: part.svg }];
  });
}
