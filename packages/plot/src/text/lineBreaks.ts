import { labelWords } from "./labelWords.js";
import { textWidth } from "./textWidth.js";

/** A label in lines that are no wider than the room, each as full as can be. A word that is wider stands alone. */
export function lineBreaks(label: string, size: number, room: number): string[] {
  const lines: string[] = [];
  for (const word of labelWords(label)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
