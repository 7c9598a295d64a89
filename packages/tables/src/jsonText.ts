/** Numbers that JSON lacks, and the words that stand for them. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/**
 * A value as JSON, on one line, from which `parseJsonText` makes it again to the bit: -0 stays, and the numbers that JSON lacks are
 * the texts "NaN", "Infinity" and "-Infinity", so that null means "not measured" alone. Fields that are undefined are left out, typed
 * arrays become arrays.
 *
 * @param value anything JSON has a form for, and numbers beyond
 * @throws RangeError if a text is one of those words; TypeError for what JSON has no form for, such as a function.
 * @example
 * import { jsonText } from "@lazyrich/tables";
 * jsonText({ loss: [0.1, NaN, -0] }); // "{\"loss\":[0.1,\"NaN\",-0]}"
 */
export function jsonText(value: unknown): string {
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
      return value === null ? "null" : containerText(value);
    default:
      throw new TypeError(`a value is a ${typeof value}; expected what JSON can hold`);
  }
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

function containerText(value: object): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as Float64Array, jsonText).join(",")}]`;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${jsonText(each)}`).join(",")}}`;
}

/**
 * The value of a text that `jsonText` wrote, to the bit.
 *
 * @param text that `jsonText` wrote
 * @param name of the text, for errors.
 * @throws RangeError in one line that begins with the name if it is not JSON.
 * @example
 * import { jsonText, parseJsonText } from "@lazyrich/tables";
 * parseJsonText(jsonText({ loss: [0.1, Infinity] })); // { loss: [0.1, Infinity] }
 */
export function parseJsonText(text: string, name = "the text"): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${name} is not JSON: ${(error as Error).message.split("\n")[0]}`);
  }
  return withNumbers(value);
}

const isContainer = (value: unknown): boolean => typeof value === "object" && value !== null;

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
