import { changedJson, draws } from "@lazyrich/fuzz";
import { SpecError } from "@lazyrich/specs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problems, solved } from "../src/index.js";

test.each(problems)("any change of a spec is refused by name, or answered: $name", ({ example }) => {
  fc.assert(
    fc.property(changedJson(example), (spec) => {
      try {
        for (const { rows } of [solved(spec)].flat()) expect(rows).toBeInstanceOf(Array);
      } catch (error) {
        expect(error).toBeInstanceOf(SpecError);
        expect((error as Error).message).toMatch(/^spec[^\n]*$/);
      }
    }),
    draws,
  );
});
