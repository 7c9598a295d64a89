import * as z from "zod/mini";
import { decimalOf, evenlySpaced } from "./evenlySpaced.js";
import { roundedValue } from "./roundedValue.js";

/**
 * Values by a rule, both ends included; exactly one of `linspace`, `logspace` and `integers`:
 *
 * - `{ "linspace": [a, b], "count": n }`: evenly apart;
 * - `{ "logspace": [p, q], "count": n }`: ten to the power of p, ..., q, the exponents evenly apart;
 * - `{ "integers": [first, last] }`: every whole number.
 */
export interface Range {
  readonly linspace?: readonly [number, number] | undefined;
  readonly logspace?: readonly [number, number] | undefined;
  readonly integers?: readonly [number, number] | undefined;
  readonly count?: number | undefined;
}

/** The most values of a range. */
export const mostRangeValues = 1_000_000;

const rules = ["linspace", "logspace", "integers"] as const;
/** Exponents of the doubles that have all their digits. */
export const smallestExponent = -307;
export const largestExponent = 308;
const exponent = z.number().check(z.minimum(smallestExponent), z.maximum(largestExponent));

/** A range in a spec. */
export const rangeField: z.ZodMiniType<Range> = z
  .strictObject({
    linspace: z.optional(z.tuple([z.number(), z.number()])),
    logspace: z.optional(z.tuple([exponent, exponent])),
    integers: z.optional(z.tuple([z.int(), z.int()])),
    count: z.optional(z.int().check(z.minimum(1), z.maximum(mostRangeValues))),
  })
  .check(
    z.superRefine((range, context) => {
      const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
      const given = rules.filter((rule) => range[rule] !== undefined);
      if (given.length === 0) return refuse([], "is no range; expected one of linspace, logspace, integers in it");
      if (given.length > 1) return refuse([], `has both ${given[0]} and ${given[1]}; expected one of them`);
      const { integers, count } = range;
      if (integers === undefined) {
        if (count === undefined) return refuse(["count"], "is missing; expected an integer");
        const [from, to] = range.linspace ?? range.logspace ?? [0, 0];
        if (count === 1 && from !== to) refuse(["count"], `is 1 from ${from} to ${to}; expected at least 2`);
        return;
      }
      const [first, last] = integers;
      if (count !== undefined) return refuse(["count"], `is ${count}; expected no count beside integers`);
      if (last < first) return refuse(["integers", 1], `is ${last}; expected at least ${first}, the first`);
      if (last - first >= mostRangeValues) {
        refuse(["integers"], `has ${last - first + 1} values; expected at most ${mostRangeValues}`);
      }
    }),
  );

/**
 * The values of a range that was checked, in order, each as `roundedValue` gives it. They are rounded from the exact decimals, so
 * that a finer grid contains the coarser: `linspace` of 5 values every second one of 9.
 */
export function rangeValues({ linspace, logspace, integers, count = 1 }: Range): number[] {
  if (integers !== undefined) {
    const [first, last] = integers;
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }
  const [from, to] = linspace ?? logspace ?? [0, 0];
  const values = evenlySpaced(decimalOf(from), decimalOf(to), count);
  return values.map((value) => roundedValue(logspace === undefined ? value : powerOfTen(value)));
}

/** A power with a whole exponent is the double that its decimal names, which `**` may miss by a digit. */
const powerOfTen = (exponent: number): number =>
  Number.isInteger(exponent) ? Number(`1e${exponent}`) : 10 ** exponent;
