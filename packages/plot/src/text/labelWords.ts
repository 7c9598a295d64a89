/** The parts of a label between blanks, none of which divides a stretch of italics or of raised or lowered text. */
export function labelWords(label: string): string[] {
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
