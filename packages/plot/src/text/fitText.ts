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
  const words = wordsOf(label);
  for (let count = 1; ; count++) {
    const lines = broken(words, size, room, count);
    const widest = Math.max(...lines.map((line) => textWidth(line, size)));
    if (widest <= room) return { lines, size };
    if (count >= Math.min(mostLines, words.length)) return { lines, size: (size * room) / widest };
  }
}

/** The parts of a label between blanks, none of which divides a stretch of italics or of raised or lowered text. */
function wordsOf(label: string): string[] {
  const words: string[] = [];
  let word = "";
  for (const part of label.split(" ")) {
    word = word === "" ? part : `${word} ${part}`;
    if (!isOpen(word)) {
      words.push(word);
      word = "";
    }
  }
  return word === "" ? words : [...words, word];
}

const isOpen = (word: string): boolean => {
  const plain = word.replace(/\\./g, "");
  const count = (sign: string): number => plain.split(sign).length - 1;
  return count("*") % 2 === 1 || count("{") > count("}");
};

/** The words in `count` lines, the longest of which is as short as can be. */
function broken(words: readonly string[], size: number, room: number, count: number): string[] {
  const total = textWidth(words.join(" "), size);
  const longest = Math.max(...words.map((word) => textWidth(word, size)));
  for (let most = Math.max(total / count, longest); ; most = Math.max(most * 1.02, most + 0.1)) {
    const lines: string[] = [];
    for (const word of words) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && textWidth(longer, size) <= most) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    if (lines.length <= count || most > Math.max(total, room)) return lines;
  }
}
