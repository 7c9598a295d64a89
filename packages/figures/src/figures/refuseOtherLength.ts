import type * as z from "zod/mini";

/** A check for `superRefine`: two vectors of a spec must have one length. The error names the first. */
export function refuseOtherLength<Name extends string>(
  name: Name,
  other: Name,
): (spec: Readonly<Record<Name, readonly number[]>>, context: z.core.$RefinementCtx) => void {
  return (spec, context) => {
    const [length, expected] = [spec[name].length, spec[other].length];
    if (length !== expected)
      context.addIssue({
        code: "custom",
        path: [name],
        message: `has length ${length}, but ${other} has length ${expected}`,
      });
  };
}
