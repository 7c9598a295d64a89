import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import {
  completePart,
  countPart,
  expandPart,
  jsonSchemaOf,
  listField,
  type Part,
  type PartLists,
  partField,
  resolveFollowers,
  type TopFields,
  valueField,
} from "../src/index.js";

const number = z.number();
const positive = z.number().check(z.gt(0));

const lists: PartLists = {
  colors: [
    { name: "red", summary: "red" },
    {
      name: "gray",
      summary: "gray",
      fields: { level: valueField("from 0", z.number().check(z.gte(0)), { default: 0.5 }) },
    },
  ],
  shapes: [
    {
      name: "box",
      summary: "a box",
      fields: {
        size: valueField("its size", positive),
        widths: listField("its widths", z.array(number), { default: [1] }),
        color: partField("its color", "colors", { default: "red" }),
        steps: listField("when", z.array(number), { default: [1], isFixed: true }),
      },
    },
    { name: "point", summary: "a point" },
  ] as readonly Part[],
};
const top: TopFields = { seed: valueField("a seed", z.int(), { default: 0 }), shape: partField("the shape", "shapes") };
const complete = (value: unknown) => completePart(lists, "shapes", value, ["shape"]);
const refused = (value: unknown): string => {
  try {
    complete(value);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected to be refused");
};

describe("completing a part", () => {
  test("fills in defaults, also of parts in it, and leaves axes and followers as they are written", () => {
    expect(complete({ name: "box", size: 2 })).toEqual({
      ...{ name: "box", size: 2, widths: [1], color: { name: "red" }, steps: [1] },
    });
    const size = { logspace: [-1, 1], count: 3 };
    expect(complete({ name: "box", size, color: ["red", { name: "gray", level: { of: "seed" } }] })).toEqual({
      ...{ name: "box", size, widths: [1], steps: [1] },
      color: [{ name: "red" }, { name: "gray", level: { of: "seed" } }],
    });
    expect(complete(["point", { name: "box", size: [1, 2] }])).toHaveLength(2);
  });

  test("a bad value, a misspelt name, an unknown field: one line that names it", () => {
    expect(refused(undefined)).toBe("spec.shape is missing; expected a name or an object with one: box, point");
    expect(refused("bx")).toBe('spec.shape.name is "bx"; expected one of "box", "point" (did you mean "box"?)');
    expect(refused({ name: "box" })).toBe("spec.shape.size is missing; expected its size");
    expect(refused({ name: "box", size: [1, 0] })).toMatch(/^spec\.shape\.size\[1\] is 0; expected a positive number$/);
    expect(refused({ name: "box", size: 1, sise: 2 })).toBe('spec.shape has no field "sise"; did you mean "size"?');
    expect(refused({ name: "point", size: 1 })).toBe('spec.shape has no field "size"; "point" has no fields');
    expect(refused({ name: "box", size: { values: [1, -1] } })).toMatch(/^spec\.shape\.size.* is -1/);
    expect(refused({ name: "box", size: { linspace: [-1, 1], count: 2 } })).toMatch(/^spec\.shape\.size is -1/);
    expect(refused({ name: "box", size: { linspace: [0, 1] } })).toBe(
      "spec.shape.size.count is missing; expected an integer",
    );
    expect(refused({ name: "box", size: [] })).toBe("spec.shape.size is empty; expected at least one value");
    expect(refused({ name: "box", size: { of: 3 } })).toMatch(/^spec\.shape\.size\.of is 3/);
    expect(refused({ name: "box", size: 1, steps: [["a"]] })).toMatch(/^spec\.shape\.steps\[0\]/);
    expect(refused([])).toBe("spec.shape is empty; expected at least one part");
  });
});

describe("axes", () => {
  test("every combination, the last field fastest; a list is an axis only where a value is taken", () => {
    const part = complete({ name: "box", size: [1, 2], widths: { values: [[1], [1, 2]] }, color: ["red", "gray"] });
    const cells = expandPart(lists, "shapes", part) as { size: number; widths: number[]; color: { name: string } }[];
    expect(countPart(lists, "shapes", part)).toBe(8);
    expect(cells).toHaveLength(8);
    expect(cells.slice(0, 3).map(({ size, widths, color }) => [size, widths, color.name])).toEqual([
      [1, [1], "red"],
      [1, [1], "gray"],
      [1, [1, 2], "red"],
    ]);
    expect(expandPart(lists, "shapes", complete({ name: "box", size: 1, widths: [1, 2], steps: [1, 2] }))).toHaveLength(
      1,
    );
  });

  test("a union is a sum, not a product; repeated values count once, and -0 is 0", () => {
    const union = complete(["point", { name: "box", size: [1, 2, 2] }]);
    expect(countPart(lists, "shapes", union)).toBe(3);
    expect(expandPart(lists, "shapes", union)).toHaveLength(3);
    const levels = completePart(lists, "colors", { name: "gray", level: [0, -0] }, []);
    expect(expandPart(lists, "colors", levels)).toEqual([{ name: "gray", level: 0 }]);
  });
});

describe("followers", () => {
  const resolve = (shape: unknown, seed = 4) => resolveFollowers(lists, top, { seed, shape: complete(shape) as never });

  test("the value of another field, to a power, times a number; whole powers by products", () => {
    expect(resolve({ name: "box", size: { of: "seed", power: -2, times: 0.005 } }).shape).toMatchObject({
      size: 0.005 / 16,
    });
    expect(resolve({ name: "box", size: { of: "seed", power: 0.5 } }).shape).toMatchObject({ size: 2 });
    expect(resolve({ name: "box", size: { of: "shape.widths.1" }, widths: [1, 7] }).shape).toMatchObject({ size: 7 });
    const chain = {
      name: "box",
      size: { of: "shape.color.level", times: 2 },
      color: { name: "gray", level: { of: "seed" } },
    };
    expect(resolve(chain).shape).toMatchObject({ size: 8, color: { level: 4 } });
  });

  test("what follows itself, what is not there and what comes out of range is refused by name", () => {
    expect(() => resolve({ name: "box", size: { of: "shape.size" } })).toThrow(
      'spec.shape.size follows "shape.size", which follows it in turn',
    );
    expect(() => resolve({ name: "box", size: { of: "shape.sise" } })).toThrow(
      'spec.shape.size.of is "shape.sise", which is not in the spec; did you mean "size"?',
    );
    expect(() => resolve({ name: "box", size: { of: "seed", times: -1 } })).toThrow("spec.shape.size is -4");
    expect(() => resolve({ name: "box", size: { of: "shape.color", power: 1 } })).toThrow(
      "spec.shape.size follows shape.color, which is an object; expected a number",
    );
  });
});

test("the JSON Schema has every part with its fields, what is required, and the forms of axes", () => {
  const schema = jsonSchemaOf(lists, top);
  expect(schema.required).toEqual(["shape"]);
  const shapes = (schema.$defs as unknown as Record<string, { anyOf: Record<string, never>[] }>).shapes!;
  expect(shapes.anyOf[0]).toEqual({ enum: ["point"] });
  expect(shapes.anyOf[1]).toMatchObject({
    required: ["name", "size"],
    properties: { steps: { type: "array" }, color: { $ref: "#/$defs/colors" }, size: { anyOf: { length: 5 } } },
  });
});
