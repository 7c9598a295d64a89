import type { Row } from "@lazyrich/tables";
import type * as z from "zod/mini";

/** A model that a spec can name: what it is asked, and how its answer is told. */
export interface Problem<Spec, Answer> {
  /** As `model` in the spec. */
  readonly name: string;
  /** Checks a user's spec; unknown fields are refused (`z.strictObject`). */
  readonly schema: z.ZodMiniType<Spec>;
  /** A spec to begin with. */
  readonly example: Spec;
  /**
   * @param path where the spec stands in the user's JSON, for errors.
   * @throws SpecError, or RangeError where the numbers allow no answer.
   */
  solve(spec: Spec, path?: readonly PropertyKey[]): Answer;
  /** Tidy: one row a time, or one a component. */
  rows(answer: Answer): Row[];
  /** A line that sums the answer up. */
  summary(answer: Answer): string;
  /** Of the columns of the rows, those of a table for reading; all if not given. */
  tableColumns?(columns: readonly string[]): readonly string[];
}
