/** Numbers that JSON lacks, and the words that stand for them. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/**
 * A value as JSON from which `parseJsonText` makes it again to the bit: -0 stays, and the numbers that JSON lacks are the texts
 * "NaN", "Infinity" and "-Infinity", so that null means "not measured" alone. Objects and arrays without others inside stand on one
 * line; the text ends with a line end. Fields that are undefined are left out, typed arrays become arrays.
 *
 * @throws RangeError if a text is one of those words; TypeError for what JSON has no form for, such as a function.
 */
export function jsonText(value: unknown): string {
  return `${textOf(value, "")}\n`;
}

function textOf(value: unknown, indent: string): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return numberText(value);
    case "string":
      if (NUMBERS.has(value)) {
        throw new RangeError(`a text is ${JSON.stringify(value)}; expected another, since this stands for a number`);
      }
      return JSON.stringify(value);
    case "object":
      return ArrayBuffer.isView(value)
        ? textOf(Array.from(value as Float64Array), indent)
        : containerText(value, indent);
    default:
      throw new TypeError(`a value is a ${typeof value}; expected what JSON can hold`);
  }
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

const isContainer = (value: unknown): boolean => typeof value === "object" && value !== null;

function containerText(value: object, indent: string): string {
  const isArray = Array.isArray(value);
  const entries = Object.entries(value).filter(([, each]) => isArray || each !== undefined);
  const isFlat = entries.every(([, each]) => !isContainer(each));
  const inner = isFlat ? "" : `${indent}  `;
  const items = entries.map(([key, each]) => (isArray ? "" : `${JSON.stringify(key)}: `) + textOf(each, inner));
  const [open, close] = isArray ? "[]" : "{}";
  if (isFlat) return `${open}${items.join(", ")}${close}`;
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${indent}${close}`;
}

/**
 * The value of a text that `jsonText` wrote, to the bit.
 *
 * @param name of the text, for errors.
 * @throws RangeError in one line that begins with the name if it is not JSON.
 */
export function parseJsonText(text: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${name} is not JSON: ${(error as Error).message.split("\n")[0]}`);
  }
  return withNumbers(value);
}

/** The value with its words made numbers, in place: it was just parsed and is nobody else's. */
function withNumbers(value: unknown): unknown {
  if (typeof value === "string") return NUMBERS.get(value) ?? value;
  if (!isContainer(value)) return value;
  const container = value as Record<string, unknown>;
  for (const [key, each] of Object.entries(container)) {
    if (typeof each === "string" || isContainer(each)) container[key] = withNumbers(each);
  }
  return value;
}
