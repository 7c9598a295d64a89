import ts from "typescript";

/** A statement of an example, what it came to, and the comment behind it. */
export interface Shown {
  readonly statement: string;
  readonly value: unknown;
  /** undefined where the statement has no comment */
  readonly says: string | undefined;
}

/** Runs an example, a module of its own, and gives the value of each statement that is an expression; the error, where its comment says one. */
export async function ranExample(code: string): Promise<Shown[]> {
  const source = ts.createSourceFile("example.js", code, ts.ScriptTarget.Latest, true);
  const shown: Shown[] = [];
  const saidAt = (at: number) => {
    const [comment] = ts.getTrailingCommentRanges(code, source.statements[at]!.end) ?? [];
    return comment && code.slice(comment.pos, comment.end).replace(/^\/\/\s*/, "");
  };
  const show = (at: number, value: unknown) =>
    shown.push({ statement: source.statements[at]!.getText(source), value, says: saidAt(at) });
  const body = source.statements.map((statement, at) => {
    if (ts.isImportDeclaration(statement)) return imported(statement, source);
    const text = statement.getText(source);
    if (!ts.isExpressionStatement(statement)) return text;
    const value = `(${text.replace(/;$/, "")})`;
    return /^\w*Error: /.test(saidAt(at) ?? "")
      ? `try { show(${at}, ${value}); } catch (error) { show(${at}, error); }`
      : `show(${at}, ${value});`;
  });
  await new AsyncFunction("load", "show", body.join("\n"))((name: string) => import(name), show);
  return shown;
}

const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (load: (name: string) => Promise<unknown>, show: (at: number, value: unknown) => void) => Promise<void>;

const imported = (statement: ts.ImportDeclaration, source: ts.SourceFile): string => {
  const names = statement
    .importClause!.namedBindings!.getText(source)
    .replace(/^\* as /, "")
    .replaceAll(" as ", ": ");
  return `const ${names} = await load(${statement.moduleSpecifier.getText(source)});`;
};

/**
 * Whether a comment says a value: `[0.333, 1, ...]: in words`. Numbers are as exact as they are written, `...` is for what is left out, methods of an object
 * are not said, and words may follow a colon or a comma.
 *
 * @returns undefined, or what the comment ought to say.
 */
export function disagreement(value: unknown, says: string): string | undefined {
  const rest = afterValue(value, says);
  return rest !== undefined && /^(?:$|[:,] )/.test(rest) ? undefined : written(value);
}

/** What is left of a text that begins with a value; undefined if it does not. */
function afterValue(value: unknown, text: string): string | undefined {
  if (typeof value === "number") return afterNumber(value, text);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return afterItems([...(value as number[])], text);
  if (typeof value === "object" && value !== null && !(value instanceof Error)) return afterFields(value, text);
  const whole = written(value);
  return text.startsWith(whole) ? text.slice(whole.length) : undefined;
}

function afterNumber(value: number, text: string): string | undefined {
  const [said, digits = "", more] = /^-?(\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity|NaN)(\.\.\.)?/.exec(text) ?? [];
  if (said === undefined) return undefined;
  const places = digits.replace(/e.*/, "").replace(/^0\.0*|\./g, "").length;
  const number = Number(said.replace("...", ""));
  const agrees =
    more !== undefined
      ? String(value).startsWith(said.slice(0, -3))
      : Number.isInteger(number) && !/[.e]/.test(digits)
        ? Math.abs(value - number) <= 1e-9 * Math.max(1, Math.abs(number))
        : Number(value.toPrecision(Math.max(1, places))) === number;
  return agrees || Object.is(value, number) ? text.slice(said.length) : undefined;
}

function afterItems(items: readonly unknown[], text: string): string | undefined {
  if (!text.startsWith("[")) return undefined;
  let rest = text.slice(1);
  for (const [i, item] of items.entries()) {
    if (rest.startsWith("...]")) return rest.slice(4);
    const after = afterValue(item, rest);
    if (after === undefined) return undefined;
    rest = i < items.length - 1 ? after.replace(/^, /, "") : after;
  }
  return rest.startsWith("]") ? rest.slice(1) : undefined;
}

function afterFields(value: object, text: string): string | undefined {
  const fields = Object.entries(value).filter(([, field]) => typeof field !== "function" && field !== undefined);
  if (fields.length === 0) return text.startsWith("{}") ? text.slice(2) : undefined;
  if (!text.startsWith("{ ")) return undefined;
  let rest = text.slice(2);
  for (const [i, [name, field]] of fields.entries()) {
    if (rest.startsWith("... }")) return rest.slice(5);
    if (!rest.startsWith(`${name}: `)) return undefined;
    const after = afterValue(field, rest.slice(name.length + 2));
    if (after === undefined) return undefined;
    rest = i < fields.length - 1 ? after.replace(/^, /, "") : after;
  }
  return rest.startsWith(" }") ? rest.slice(2) : undefined;
}

/** A value as a comment says it. */
export function written(value: unknown): string {
  if (typeof value === "number") return writtenNumber(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    const items = [...(value as number[])];
    return `[${[...items.slice(0, 6).map(written), ...(items.length > 6 ? ["..."] : [])].join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => typeof field !== "function" && field !== undefined);
    return fields.length === 0 ? "{}" : `{ ${fields.map(([name, field]) => `${name}: ${written(field)}`).join(", ")} }`;
  }
  return String(value);
}

/** With five significant digits, where it is no whole number. */
function writtenNumber(value: number): string {
  const whole = Math.round(value);
  if (Math.abs(value - whole) <= 1e-9 * Math.max(1, Math.abs(value)) && Math.abs(value) < 1e15) return String(whole);
  const short = value.toPrecision(5);
  return Number.isInteger(Number(short)) && Math.abs(value) < 1e5 ? short : String(Number(short));
}
