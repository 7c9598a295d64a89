import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonTextError, longestJson, parseJson } from "../src/parseJson.js";

const name = 'the spec "a.json"';

test("what JSON.parse reads is read, what it refuses is refused", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom("", "{", "]", ",", '"', "\\", "1"), (text, where, change) => {
      const at = where % (text.length + 1);
      const changed = text.slice(0, at) + change + text.slice(at + 1);
      let expected: unknown;
      try {
        expected = JSON.parse(changed);
      } catch {
        expect(() => parseJson(changed, { name })).toThrow(JsonTextError);
        return;
      }
      try {
        expect(parseJson(changed, { name })).toEqual(expected);
      } catch (error) {
        expect((error as Error).message).toMatch(/twice: line 1/);
      }
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test.each([
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}', ""],
  ["[".repeat(201), 'the spec "a.json" is nested deeper at line 1, column 201; expected at most 200 levels'],
  ['{"tau": 1,\n  "tau": 2}', 'the spec "a.json" names "tau" twice: line 2, column 3; expected each field once'],
  [
    '[{"a": {"x": [], "\\u0078": 2}}]',
    'the spec "a.json" names "x" twice: line 1, column 18; expected each field once',
  ],
  ['{"a": {}, "b": 1, "a": 2}', 'the spec "a.json" names "a" twice: line 1, column 19; expected each field once'],
  [
    '{"__proto__": 1, "__proto__": 2}',
    'the spec "a.json" names "__proto__" twice: line 1, column 18; expected each field once',
  ],
  [
    "{\n  a: 1}",
    'the spec "a.json" is not JSON: line 2, column 3 has "a"; expected a field name in double quotes or "}"',
  ],
  ["", 'the spec "a.json" is not JSON: line 1, column 1 has the end of the text; expected a value'],
])("%j: %s", (text, message) => {
  if (message === "") expect(parseJson(text, { name })).toEqual(JSON.parse(text));
  else expect(() => parseJson(text, { name })).toThrow(new JsonTextError(message));
});

test("a text beyond the limit is refused with the limit", () => {
  expect(() => parseJson(`"${"x".repeat(longestJson)}"`, { name })).toThrow(
    new JsonTextError(`${name} has 33554434 characters; expected at most 33554432 (32 MiB)`),
  );
});
