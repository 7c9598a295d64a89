import { changedJson, draws } from "@lazyrich/fuzz";
import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInLists, cellsOf, completeSpec, exampleNames, exampleSpec } from "../src/index.js";

const names = Object.values(exampleNames(builtInLists)).flat();

test.each(names)("any change of a spec is refused by name, or gives cells: $name", ({ name }) => {
  const { numRuns, ...others } = draws;
  fc.assert(
    fc.property(changedJson(exampleSpec(builtInLists, name)), (spec) => {
      try {
        const [first] = cellsOf(builtInLists, completeSpec(builtInLists, spec));
        expect(first).toBeTypeOf("object");
      } catch (error) {
        expect(error).toMatchObject({ name: "SpecError" });
        expect((error as Error).message).toMatch(/^spec[^\n]*$/);
      }
    }),
    { ...others, numRuns: Math.ceil(numRuns / 10) },
  );
});
