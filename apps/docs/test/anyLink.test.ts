import { draws } from "@lazyrich/fuzz";
import fc from "fast-check";
import { expect, test } from "vitest";
import { demos, findDemo } from "../src/demos.ts";
import { parseNumber, readStateQuery, stateQuery } from "../src/stateLink.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double().map(String),
  fc.constantFrom("", " ", "true", "NaN", "Infinity", "1e999", "0x10", "constructor", "__proto__", "%", "%ff"),
);

test("any link gives a state that a link restores, and a line for what is bad", () => {
  const link = fc.constantFrom(...demos).chain(({ id }) => {
    const key = fc.oneof(
      fc.constantFrom(...Object.keys(findDemo(id).fields)),
      fc.constantFrom("__proto__", "toString", ""),
    );
    return fc.array(fc.tuple(key, text), { maxLength: 4 }).map((fields) => ({ id, fields }));
  });
  fc.assert(
    fc.property(link, ({ id, fields }) => {
      const demo = findDemo(id);
      const search = `?${fields.map(([key, value]) => `${id}.${key}=${value}`).join("&")}`;
      const { values, problems } = readStateQuery(demo, search);
      expect(readStateQuery(demo, stateQuery(demo, values))).toEqual({ values, problems: [] });
      for (const [key, field] of Object.entries(demo.fields)) {
        if (field.kind !== "number") continue;
        expect(parseNumber(field, String(values[key]))).toBe(values[key]);
      }
      for (const problem of problems) expect(problem).toMatch(/^The link/);
    }),
    draws,
  );
});
