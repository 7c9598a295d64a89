import { type Shape, shownShape } from "./shape.js";

/** The fields of a layer in a description, each checked as it is read; a field that nobody reads is an error. */
export interface Fields {
  /** Where the layer stands, for errors: `layers[2] (dense)`. */
  readonly where: string;
  wholeNumber(name: string, smallest: number, byDefault?: number): number;
  finiteNumber(name: string, byDefault?: number): number;
  flag(name: string, byDefault: boolean): boolean;
  /** The field as it is. */
  raw(name: string): unknown;
  /** The input, if it is of the kind expected. @throws RangeError */
  require<Of extends Shape["of"]>(input: Shape, ...of: readonly Of[]): Extract<Shape, { of: Of }>;
  /** @throws RangeError for a field that was not read. */
  finish(): void;
}

const NAMES: Readonly<Record<Shape["of"], string>> = {
  ...{ vector: "a vector", image: "an image", sequence: "a sequence", tokens: "tokens" },
};

export function fields(layer: Readonly<Record<string, unknown>>, where: string): Fields {
  const known = new Set(["layer", "name"]);
  const read = (name: string): unknown => {
    known.add(name);
    return layer[name];
  };
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new RangeError(`${where}.${name} is ${JSON.stringify(value)}; expected ${expected}`);
  };
  return {
    where,
    raw: read,
    wholeNumber(name, smallest, byDefault) {
      const value = read(name) ?? byDefault;
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= smallest) return value;
      return refuse(name, value, `a whole number >= ${smallest}`);
    },
    finiteNumber(name, byDefault) {
      const value = read(name) ?? byDefault;
      return typeof value === "number" && Number.isFinite(value) ? value : refuse(name, value, "a finite number");
    },
    flag(name, byDefault) {
      const value = read(name) ?? byDefault;
      return typeof value === "boolean" ? value : refuse(name, value, "true or false");
    },
    require<Of extends Shape["of"]>(input: Shape, ...of: readonly Of[]) {
      if (!isOf(input, of))
        throw new RangeError(
          `${where} takes ${shownShape(input)}; expected ${of.map((each) => NAMES[each]).join(" or ")}`,
        );
      return input;
    },
    finish() {
      for (const name of Object.keys(layer)) {
        if (!known.has(name)) refuse(name, layer[name], `one of the fields ${[...known].join(", ")}`);
      }
    },
  };
}

function isOf<Of extends Shape["of"]>(shape: Shape, of: readonly Of[]): shape is Extract<Shape, { of: Of }> {
  return of.some((name) => name === shape.of);
}
