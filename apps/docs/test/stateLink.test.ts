import { expect, test } from "vitest";
import { initialValues, type NumberField } from "../src/demo.ts";
import { demos, findDemo } from "../src/demos.ts";
import { fromPosition, sliderEnds, toPosition } from "../src/parts/sliderPosition.ts";
import { expectedNumber, pageQueryWith, parseNumber, readStateQuery, stateQuery } from "../src/stateLink.ts";

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

test("a count takes the values that its slider stops at, and 0 stands left of a slider that begins there", () => {
  const { fields } = findDemo("phase-portrait");
  const cells = fields.side as NumberField;
  expect(["5", "7", "17"].map((text) => parseNumber(cells, text))).toEqual([5, 7, 17]);
  expect(["6", "7.5", "19", "", "−7"].map((text) => parseNumber(cells, text))).toEqual(new Array(5).fill(undefined));
  expect(expectedNumber(cells)).toBe("one of 5, 7, …, 17");
  expect([5, 6.2, 7, 8.9, 17].map((at) => fromPosition(cells, at))).toEqual([5, 7, 7, 9, 17]);
  const time = findDemo("student-teacher").fields.time as NumberField;
  const [left, right] = sliderEnds(time);
  expect([left, left + time.step, right].map((at) => fromPosition(time, at))).toEqual([0, 0.01, 1000]);
  expect(toPosition(time, 0)).toBe(left);
});

test("the query of a page keeps the states of its other demos", () => {
  const demo = findDemo("hyperboloid");
  const values = { ...initialValues(demo.fields), delta: 1 };
  expect(pageQueryWith(demo, values, "?basins.delta=-5&hyperboloid.angle=3")).toBe(
    "?basins.delta=-5&hyperboloid.delta=1",
  );
  expect(pageQueryWith(demo, initialValues(demo.fields), "?hyperboloid.angle=3")).toBe("");
});

test("every field of every demo has a name to be read out, and starts inside its range", () => {
  for (const { id } of demos) {
    for (const field of Object.values(findDemo(id).fields)) {
      expect(field.name).not.toBe("");
      if (field.kind === "number") expect(parseNumber(field, String(field.value))).toBe(field.value);
    }
  }
});
