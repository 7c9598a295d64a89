/** Where a text stops being JSON. */
export interface JsonError {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What stands there: a few characters, or "the end of the file". */
  readonly found: string;
  readonly expected: string;
}

const TOKEN =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const SPACE = /[ \t\n\r]*/y;

type Expectation = keyof typeof EXPECTED;
const EXPECTED = {
  value: "a value",
  valueOrEnd: 'a value or "]"',
  key: "a field name in double quotes",
  keyOrEnd: 'a field name in double quotes or "}"',
  colon: '":" after the field name',
  commaInArray: '"," or "]"',
  commaInObject: '"," or "}"',
  nothing: "nothing after the JSON value",
} as const;

/** A field that an object names a second time. */
export interface RepeatedField {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly field: string;
}

/** Where arrays and objects first lie deeper in one another than they may. */
export interface DeepNesting {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly mostLevels: number;
}

/** The most arrays and objects inside one another: no spec comes near it, and no function that walks a spec runs out of stack. */
const MOST_LEVELS = 200;

/** What is wrong with a text of JSON first: where it stops being JSON, a field named twice, or what is nested too deep; undefined if nothing is. */
export function jsonFault(text: string): JsonError | RepeatedField | DeepNesting | undefined {
  const open: ("{" | "[")[] = [];
  const fields: Set<string>[] = [];
  let expected: Expectation = "value";
  for (let at = 0; ; ) {
    at += matchAt(SPACE, text, at).length;
    if (at === text.length) return expected === "nothing" ? undefined : errorAt(text, at, expected);
    const token = matchAt(TOKEN, text, at);
    const next: Expectation | undefined = token === "" ? undefined : step(token, expected, open);
    if (next === undefined) return errorAt(text, at, expected);
    if (next === "colon") {
      const field: string = JSON.parse(token);
      const known = fields[open.length];
      if (known?.has(field)) return { ...placeOf(text, at), field };
      known?.add(field);
    }
    if (open.length > MOST_LEVELS) return { ...placeOf(text, at), mostLevels: MOST_LEVELS };
    if (token === "{") fields[open.length] = new Set();
    expected = next;
    at += token.length;
  }
}

function step(token: string, expected: Expectation, open: ("{" | "[")[]): Expectation | undefined {
  const afterValue = (): Expectation =>
    open.length === 0 ? "nothing" : open.at(-1) === "[" ? "commaInArray" : "commaInObject";
  const close = (): Expectation => {
    open.pop();
    return afterValue();
  };
  if (expected === "colon") return token === ":" ? "value" : undefined;
  if (expected === "commaInArray") return token === "," ? "value" : token === "]" ? close() : undefined;
  if (expected === "commaInObject") return token === "," ? "key" : token === "}" ? close() : undefined;
  if (expected === "key" || expected === "keyOrEnd") {
    if (token === "}" && expected === "keyOrEnd") return close();
    return token.startsWith('"') ? "colon" : undefined;
  }
  if (expected === "nothing") return undefined;
  if (token === "]" && expected === "valueOrEnd") return close();
  if (token === "{" || token === "[") {
    open.push(token);
    return token === "{" ? "keyOrEnd" : "valueOrEnd";
  }
  return /^[}\],:]/.test(token) ? undefined : afterValue();
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function errorAt(text: string, at: number, expected: Expectation): JsonError {
  const word = /^(?:[\w.+-]{1,20}|[^\n]?)/.exec(text.slice(at, at + 20))?.[0] ?? "";
  const found = at === text.length ? "the end of the text" : JSON.stringify(word);
  return { ...placeOf(text, at), found, expected: EXPECTED[expected] };
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return { line: text.slice(0, start).split("\n").length, column: at - start + 1 };
}
