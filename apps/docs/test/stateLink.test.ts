import { expect, test } from "vitest";
import { initialValues } from "../src/demo.ts";
import { demos, findDemo } from "../src/demos.ts";
import { readStateQuery, stateQuery } from "../src/stateLink.ts";

test("a state as it starts needs no query; any other comes back from its link", () => {
  for (const { id } of demos) {
    const demo = findDemo(id);
    const initial = initialValues(demo.fields);
    expect(stateQuery(demo, initial)).toBe("");
    const changed = Object.fromEntries(
      Object.entries(demo.fields).map(([key, field]) => [
        key,
        field.kind === "number"
          ? field.min
          : field.kind === "toggle"
            ? !field.value
            : Object.keys(field.options).at(-1)!,
      ]),
    );
    expect(readStateQuery(demo, stateQuery(demo, changed))).toEqual({ values: changed, problems: [] });
  }
});

test("a bad link keeps what is good in it and says what is not", () => {
  const demo = findDemo("function-space");
  const query =
    "?function-space.delta=9&function-space.time=&function-space.inputs=all&function-space.limits=yes&function-space.nothing=1&function-space.start1=0.5&hyperboloid.delta=x";
  const { values, problems } = readStateQuery(demo, query);
  expect(values).toEqual({ ...initialValues(demo.fields), start1: 0.5 });
  expect(problems).toEqual([
    "The link’s delta is “9”; expected a number from -4 to 4.",
    "The link’s time is “”; expected a number from 0.01 to 100.",
    "The link’s inputs is “all”; expected whitened or one.",
    "The link’s limits is “yes”; expected true or false.",
    "The link sets “nothing”, which this demo does not have.",
  ]);
});

test("every field of every demo has a name to be read out, and starts inside its range", () => {
  for (const { id } of demos) {
    for (const field of Object.values(findDemo(id).fields)) {
      expect(field.name).not.toBe("");
      if (field.kind === "number") {
        expect(field.value).toBeGreaterThanOrEqual(field.min);
        expect(field.value).toBeLessThanOrEqual(field.max);
      }
    }
  }
});
