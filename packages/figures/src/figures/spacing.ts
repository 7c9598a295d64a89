import * as z from "zod/mini";

/** Values from the first to the last, both ends among them. */
export interface Spacing {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** A spacing of numbers that `value` takes, of at most so many. */
export const spacingField = (
  value: z.ZodMiniType<number>,
  { first, last, count }: Spacing,
  most: number,
): z.ZodMiniType<Spacing> =>
  z.prefault(
    z.strictObject({
      first: z._default(value, first),
      last: z._default(value, last),
      count: z._default(z.int().check(z.minimum(2), z.maximum(most)), count),
    }),
    {},
  );

/** Evenly apart. */
export const linearSpacing = ({ first, last, count }: Spacing): number[] =>
  Array.from({ length: count }, (_, i) => (i === count - 1 ? last : first + (i * (last - first)) / (count - 1)));

/** Evenly apart in their logarithm. */
export const logSpacing = ({ first, last, count }: Spacing): number[] =>
  Array.from({ length: count }, (_, i) => (i === count - 1 ? last : first * (last / first) ** (i / (count - 1))));
