/** Formulas of doc comments: `$K = J diag(eta) J^T$`, in letters that read well in an editor, as TeX. */

const GREEK =
  "alpha beta gamma delta epsilon eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega";
const greek = new Set(GREEK.split(" "));

const FUNCTIONS = new Set(
  "exp log sin cos tan tanh sinh cosh asinh erf diag min max sgn tr softmax relu mod".split(" "),
);
const KNOWN = new Set(["exp", "log", "sin", "cos", "tan", "tanh", "sinh", "cosh", "min", "max"]);

const SYMBOLS = new Map([
  ["sum", "\\sum "],
  ["integral", "\\int "],
  ["infinity", "\\infty "],
]);

const SIGNS: Readonly<Record<string, string>> = {
  "<-": "\\leftarrow ",
  "->": "\\to ",
  "<=": "\\le ",
  ">=": "\\ge ",
  "<<": "\\ll ",
  ">>": "\\gg ",
  "!=": "\\ne ",
  "+-": "\\pm ",
  "-+": "\\mp ",
  "...": "\\dots ",
  "~=": "\\approx ",
  "<": "\\lt ",
  ">": "\\gt ",
  "·": "\\cdot ",
  "%": "\\% ",
  "&": "\\& ",
  "#": "\\# ",
};

/** A name, a number, a sign of several letters, a space, or any other character. */
const TOKEN = /[A-Za-z]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?|<-|->|<=|>=|<<|>>|!=|\+-|-\+|\.\.\.|~=|\s+|[^\s]/gy;

/**
 * A formula as TeX. Names of Greek letters become these, `betaStar` and `beta0` get their index, `x^(2/3)` and `a_(i+1)` their raised and lowered parts, `sqrt(...)` its
 * root, `|w|` bars, `w.x` a product, `n x d` sizes, `[a, b; c, d]` a matrix; words of more letters are set upright.
 *
 * @throws RangeError if a parenthesis that is raised, lowered or under a root is not closed.
 */
export function texOfPlain(formula: string): string {
  const tokens = Array.from(formula.matchAll(TOKEN), ([token]) => token);
  return texOf(tokens, formula).trim();
}

function texOf(tokens: readonly string[], formula: string): string {
  let tex = "";
  let bars = 0;
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k]!;
    const next = tokens[k + 1];
    if (token === "^" || token === "_") {
      const [part, length] = scripted(tokens.slice(k + 1), formula);
      tex += `${token}{${part}}`;
      k += length;
    } else if (token === "sqrt" && next === "(") {
      const inside = closed(tokens, k + 1, formula);
      tex += `\\sqrt{${texOf(inside, formula)}}`;
      k += inside.length + 2;
    } else if (token === "[" && matrixEnd(tokens, k) !== undefined) {
      const end = matrixEnd(tokens, k)!;
      tex += matrixTex(tokens.slice(k + 1, end), formula);
      k = end;
    } else if (token === "|") {
      const opens = bars % 2 === 0;
      bars++;
      tex += opens ? "\\lvert " : "\\rvert ";
    } else if (token === "." && /\w|\)|'|\*|~/.test(tokens[k - 1] ?? "") && /^[A-Za-z(]/.test(next ?? "")) {
      tex += "\\cdot ";
    } else if (token === "x" && /^\s+$/.test(tokens[k - 1] ?? "") && /^\s+$/.test(next ?? "") && isSize(tokens, k)) {
      tex += "\\times ";
    } else if (token === "<" && /^[^\s]/.test(next ?? " ")) {
      tex += "\\langle ";
    } else if (token === ">" && /[^\s]$/.test(tokens[k - 1] ?? " ")) {
      tex += "\\rangle ";
    } else if (token === "*") {
      tex += "^{\\ast}";
    } else if (token === "~") {
      tex = tilde(tex);
    } else if (/^[A-Za-z]/.test(token)) {
      tex += word(token);
      if (/^\d+$/.test(next ?? "") && hasIndex(token)) {
        tex += `_{${next}}`;
        k++;
      }
    } else if (/^ {3,}$/.test(token)) {
      tex += "\\qquad ";
    } else if (/^\s+$/.test(token)) {
      tex += /^[A-Za-z]{2,}$/.test(tokens[k - 1] ?? "") && isWord(tokens[k - 1]!) ? "\\ " : " ";
    } else if (/e[+-]?\d/.test(token)) {
      tex += token.replace(/(.*)e\+?(-?\d+)/, (_, digits: string, power: string) =>
        digits === "1" ? `10^{${power}}` : `${digits}\\cdot 10^{${power}}`,
      );
    } else {
      tex += SIGNS[token] ?? token;
    }
  }
  return tex;
}

/** `x` between the sizes of a matrix is a product of them; else it is a variable. */
const isSize = (tokens: readonly string[], k: number): boolean =>
  /^(?:\w+|\))$/.test(tokens[k - 2] ?? "") && /^(?:\w+|\()$/.test(tokens[k + 2] ?? "");

const isWord = (token: string): boolean =>
  !greek.has(token) && !FUNCTIONS.has(token) && !SYMBOLS.has(token) && splitName(token) === undefined;

/** `betaStar`, `etaW`, `muTilde`: a Greek letter and what stands with it. */
function splitName(token: string): readonly [letter: string, rest: string] | undefined {
  const [, letter = "", rest = ""] = /^([a-z]+?)([A-Z][A-Za-z]*)$/.exec(token) ?? [];
  return greek.has(letter) || (letter.length === 1 && rest !== "") ? [letter, rest] : undefined;
}

const hasIndex = (token: string): boolean => token.length === 1 || greek.has(token);

function word(token: string): string {
  if (greek.has(token)) return `\\${token} `;
  if (KNOWN.has(token)) return `\\${token} `;
  if (FUNCTIONS.has(token)) return `\\operatorname{${token}}`;
  const [, differential] = /^d([a-z]+|[A-Z])$/.exec(token) ?? [];
  if (differential !== undefined && (differential.length === 1 || greek.has(differential))) {
    return `d${word(differential)}`;
  }
  const split = splitName(token);
  if (split !== undefined) {
    const [letter, rest] = split;
    const base = greek.has(letter) ? `\\${letter}` : letter;
    if (rest === "Star") return `${base}_{\\ast}`;
    if (rest === "Tilde") return `\\tilde{${base}}`;
    if (rest === "Infinity") return `${base}_{\\infty}`;
    return `${base}_{${rest.length === 1 ? rest : `\\mathrm{${rest.charAt(0).toLowerCase()}${rest.slice(1)}}`}}`;
  }
  if (token === "T" || token.length === 1) return token;
  if (SYMBOLS.has(token)) return SYMBOLS.get(token)!;
  return `\\mathrm{${token}}`;
}

/** What is raised or lowered: a sign, a name or a number, or all in parentheses; and of how many tokens it is. */
function scripted(tokens: readonly string[], formula: string): readonly [tex: string, length: number] {
  if (tokens[0] === "(") {
    const inside = closed(tokens, 0, formula);
    return [texOf(inside, formula), inside.length + 2];
  }
  if (tokens[0] === "{")
    throw new RangeError(`${formula} has a brace; expected parentheses around what is raised or lowered`);
  if (tokens[0] === "T") return ["\\top ", 1];
  if ((tokens[0] === "-" || tokens[0] === "+") && /^[\w(]/.test(tokens[1] ?? "")) {
    const [part, length] = scripted(tokens.slice(1), formula);
    return [`${tokens[0]}${part}`, length + 1];
  }
  if (tokens[0] === "-+" || tokens[0] === "+-") {
    const [part, length] = scripted(tokens.slice(1), formula);
    return [`${SIGNS[tokens[0]]}${part}`, length + 1];
  }
  return [tokens[0] === undefined ? "" : texOf([tokens[0]], formula), 1];
}

/** The tokens between the parenthesis at a place and the one that closes it. */
function closed(tokens: readonly string[], at: number, formula: string): readonly string[] {
  let depth = 0;
  for (let k = at; k < tokens.length; k++) {
    if (tokens[k] === "(") depth++;
    if (tokens[k] === ")" && --depth === 0) return tokens.slice(at + 1, k);
  }
  throw new RangeError(`${formula} has a parenthesis that is not closed`);
}

/** Where `[a, b; c, d]` ends; undefined for brackets without rows. */
function matrixEnd(tokens: readonly string[], at: number): number | undefined {
  const end = tokens.indexOf("]", at);
  return end > at && tokens.slice(at, end).includes(";") ? end : undefined;
}

function matrixTex(tokens: readonly string[], formula: string): string {
  const rows = [];
  let depth = 0;
  let cell: string[] = [];
  let row: string[] = [];
  for (const token of [...tokens, ";"]) {
    if (depth === 0 && (token === "," || token === ";")) {
      row.push(texOf(cell, formula).trim());
      cell = [];
      if (token === ";") {
        rows.push(row.join(" & "));
        row = [];
      }
      continue;
    }
    depth += token === "(" ? 1 : token === ")" ? -1 : 0;
    cell.push(token);
  }
  return `\\begin{bmatrix}${rows.join(" \\\\ ")}\\end{bmatrix}`;
}

/** The last letter with a tilde over it. */
const tilde = (tex: string): string => tex.replace(/(\\[A-Za-z]+|[A-Za-z])\s*(_\{[^}]*\})?$/, "\\tilde{$1}$2");

/** The Greek letters by name, with what stands at them: `delta`, `etaW`, `beta0`, `betaStar`, `beta*`. */
const LETTER = new RegExp(`(?<![\\w$-])(?:${[...greek].join("|")})(?:[A-Z]|\\d|Star|Infinity|\\*)?(?![\\w-])`, "g");

/** A text with its formulas and its Greek letters as TeX; a formula that is a paragraph of its own is displayed. */
export function withTex(text: string): string {
  const letters = text.replace(/\$[^$]+\$|[^$]+/g, (part) =>
    part.startsWith("$") ? part : part.replace(LETTER, (letter) => `$${letter}$`),
  );
  return letters.replace(/\$([^$]+)\$([,.]?)/g, (_, formula: string, stop: string, at: number, text: string) => {
    const before = text.slice(0, at);
    const after = text.slice(at + formula.length + stop.length + 2);
    const alone = /\n[ \t]*\n\s*$/.test(before) && /^\s*(?:$|\n[ \t]*\n)/.test(after);
    const tex = texOfPlain(formula.replace(/\s*\n\s*/g, " "));
    return alone ? `$$\n${tex}${stop}\n$$` : `$${tex}$${stop}`;
  });
}
