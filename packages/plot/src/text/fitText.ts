import { labelWords } from "./labelWords.js";
import { lineBreaks } from "./lineBreaks.js";
import { textWidth } from "./textWidth.js";

/** A label in lines, all of one font size. */
export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/**
 * A label that is no wider than the room it has: as it is where it fits, else broken at blanks into at most `mostLines`, and smaller where a line is
 * still too wide.
 */
export function fitText(label: string, size: number, room: number, mostLines = 3): FittedText {
  const words = labelWords(label);
  for (let count = 1; ; count++) {
    const lines = broken(words, size, room, count);
    const widest = Math.max(...lines.map((line) => textWidth(line, size)));
    if (widest <= room) return { lines, size };
    if (count >= Math.min(mostLines, words.length)) return { lines, size: (size * room) / widest };
  }
}

/** The words in `count` lines, the longest of which is as short as can be. */
function broken(words: readonly string[], size: number, room: number, count: number): string[] {
  const total = textWidth(words.join(" "), size);
  const longest = Math.max(...words.map((word) => textWidth(word, size)));
  for (let most = Math.max(total / count, longest); ; most = Math.max(most * 1.02, most + 0.1)) {
    const lines = lineBreaks(words.join(" "), size, most);
    if (lines.length <= count || most > Math.max(total, room)) return lines;
  }
}
