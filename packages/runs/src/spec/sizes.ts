import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

const LARGEST = 1_000_000_000;

/** A field that counts something: a whole number above 0. */
export function sizeField(about: string, value?: number): ValueField<number> {
  return valueField(about, z.int().check(z.gte(1), z.lte(LARGEST)), value === undefined ? {} : { default: value });
}

/** A seed: that of the spec where it is left out. */
export const seedField: ValueField<number> = valueField(
  "a whole number from 0 to 4294967295; the seed of the spec if not given",
  z.int().check(z.gte(0), z.lte(2 ** 32 - 1)),
  { default: { of: "seed" } },
);
