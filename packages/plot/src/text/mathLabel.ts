/** A stretch of a label in one style. `shift` is 0 on the base line, 1 raised, -1 lowered. */
export interface LabelRun {
  readonly text: string;
  readonly italic: boolean;
  readonly shift: -1 | 0 | 1;
}

/**
 * Reads a label's markup: `*x*` is italic, `_1` and `_{max}` lowered, `^2` and `^{−1}` raised, `\*`, `\_`, `\^` and `\\` the character
 * itself. Greek letters are written as they are: `"|*β*|"`, `"*w*_1"`, `"10^{−3}"`.
 *
 * A `*` or `_` that opens nothing (nothing follows it, or no other `*` does) stands for itself.
 *
 * @param label with its markup
 * @throws RangeError for a brace that is not closed.
 * @example
 * import { parseLabel } from "@lazyrich/plot";
 * parseLabel("*w*_1"); // [{ text: "w", italic: true, shift: 0 }, { text: "1", italic: false, shift: -1 }]
 */
export function parseLabel(label: string): LabelRun[] {
  const runs: LabelRun[] = [];
  const characters = Array.from(label);
  let text = "";
  let italic = false;
  const flush = (shift: -1 | 0 | 1): void => {
    if (text !== "") runs.push({ text, italic, shift });
    text = "";
  };
  let shift: -1 | 0 | 1 = 0;
  const read = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const character = characters[i]!;
      if (character === "\\" && i + 1 < to) text += characters[++i]!;
      else if (character === "*" && (italic || characters.indexOf("*", i + 1) !== -1)) {
        flush(shift);
        italic = !italic;
      } else if ((character === "_" || character === "^") && shift === 0 && i + 1 < to && characters[i + 1] !== " ") {
        flush(0);
        let start = i + 1;
        let end = start + 1;
        if (characters[start] === "{") {
          end = characters.indexOf("}", start);
          if (end === -1) throw new RangeError(`label ${JSON.stringify(label)} opens a { that is not closed`);
          start++;
        } else if (characters[start] === "*") {
          const close = characters.indexOf("*", start + 1);
          if (close !== -1) end = close + 1;
        }
        const outer = italic;
        italic = false;
        shift = character === "_" ? -1 : 1;
        read(start, end);
        flush(shift);
        shift = 0;
        italic = outer;
        i = characters[end] === "}" && characters[i + 1] === "{" ? end : end - 1;
      } else text += character;
    }
  };
  read(0, characters.length);
  flush(0);
  return runs;
}

/** A label without its markup, for titles and accessible descriptions. */
export function plainLabel(label: string): string {
  return parseLabel(label)
    .map((run) => run.text)
    .join("");
}
