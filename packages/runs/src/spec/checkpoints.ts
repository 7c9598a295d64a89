import { type Json, listField, SpecError, type ValueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { Checkpoints, CheckpointUnit, CommonFields } from "../dynamics.js";
import type { CellSpec } from "./runSpec.js";

const UNITS: readonly CheckpointUnit[] = ["steps", "times", "epochs"];

const ascending = (numbers: z.ZodMiniType<number>, unit: CheckpointUnit): z.ZodMiniType<number[] | null> =>
  z.nullable(
    z.array(numbers).check(
      z.minLength(1),
      z.superRefine((at: number[], context) => {
        const i = at.findIndex((each, k) => k > 0 && each < at[k - 1]!);
        if (i === -1) return;
        const message = `is ${at[i]}, after ${at[i - 1]}; expected ascending ${unit}`;
        context.addIssue({ code: "custom", path: [i], message, input: at });
      }),
    ),
  );
const whole = z.int().check(z.gte(0));

const FIELDS = {
  steps: listField("checkpoints as numbers of steps, ascending", ascending(whole, "steps"), {
    default: null,
    isFixed: true,
  }),
  times: listField("checkpoints as times of the flow, ascending", ascending(z.number().check(z.gte(0)), "times"), {
    ...{ default: null, isFixed: true },
  }),
  epochs: listField("checkpoints as numbers of epochs, ascending", ascending(whole, "epochs"), {
    ...{ default: null, isFixed: true },
  }),
} as const satisfies Record<CheckpointUnit, ValueField<number[] | null>>;

/** The fields of dynamics that name their checkpoints, of which a spec gives one. */
export const checkpointFields: Readonly<Record<CheckpointUnit, ValueField<number[] | null>>> = FIELDS;

/**
 * The checkpoints of dynamics.
 *
 * @throws SpecError if none or more than one of their fields is given.
 */
export function checkpointsOf(fields: CommonFields | Readonly<Record<string, Json>>): Checkpoints {
  const known = UNITS.filter((unit) => unit in fields);
  const given = known.filter((unit) => fields[unit] !== null);
  if (given.length !== 1) {
    const found = given.length === 0 ? "names no checkpoints" : `has ${given.join(" and ")}`;
    throw new SpecError(["dynamics"], `${found}; expected one of ${known.join(", ")}`);
  }
  const unit = given[0]!;
  return { unit, at: fields[unit] as readonly number[] };
}

/** A cell with other checkpoints of its unit, in order and each once. */
export function withCheckpoints(cell: CellSpec, at: readonly number[]): CellSpec {
  const { unit } = checkpointsOf(cell.dynamics);
  const ordered = [...new Set(at)].sort((a, b) => a - b);
  return { ...cell, dynamics: { ...cell.dynamics, [unit]: ordered } };
}
