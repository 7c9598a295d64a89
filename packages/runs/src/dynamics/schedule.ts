import {
  constantSchedule,
  cosineSchedule,
  linearSchedule,
  type Optimiser,
  type OptimiserState,
  type Schedule,
  stepSchedule,
  warmUp,
} from "@lazyrich/deep";
import { SpecError, type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

const SCHEDULES = ["constant", "cosine", "linear", "step"] as const;

const DEFAULT_FACTOR = 0.1;
const DEFAULT_RISE = 0.1;

/** How the learning rate moves, as a spec says it. */
export interface ScheduleFields {
  readonly schedule: (typeof SCHEDULES)[number];
  readonly scheduleEpochs: number | null;
  readonly scheduleFactor: number;
  readonly warmUpSteps: number;
  readonly warmUpFrom: number;
}

export const scheduleFields: { readonly [Name in keyof ScheduleFields]: ValueField<ScheduleFields[Name]> } = {
  schedule: valueField(
    'of the learning rate: "constant"; "cosine", (1 + cos(pi epoch/scheduleEpochs))/2 by whole epochs, which rises again after them; "linear" to 0 after scheduleEpochs, by steps; "step", times scheduleFactor after each scheduleEpochs',
    z.enum(SCHEDULES),
    { default: "constant" },
  ),
  scheduleEpochs: valueField(
    "the length of the schedule in epochs; null for all epochs of the run",
    z.nullable(z.number().check(z.gt(0))),
    { default: null },
  ),
  scheduleFactor: valueField("of each step of the schedule step", z.number().check(z.gt(0)), {
    default: DEFAULT_FACTOR,
  }),
  warmUpSteps: valueField("steps over which the learning rate rises to its own", z.int().check(z.gte(0)), {
    default: 0,
  }),
  warmUpFrom: valueField(
    "the share of the learning rate at which it begins to rise",
    z.number().check(z.gte(0), z.lte(1)),
    {
      default: DEFAULT_RISE,
    },
  ),
};

/**
 * Refuses fields of a schedule or of a rise that nothing reads.
 *
 * @throws SpecError that names the field.
 */
export function requireSchedule(fields: ScheduleFields): void {
  const { schedule, scheduleEpochs, scheduleFactor, warmUpSteps, warmUpFrom } = fields;
  const refuse = (field: keyof ScheduleFields, beside: string, expected: string): never => {
    throw new SpecError(["dynamics", field], `is ${fields[field]} with ${beside}; expected ${expected}`);
  };
  if (schedule === "constant" && scheduleEpochs !== null) refuse("scheduleEpochs", 'schedule "constant"', "null");
  if (schedule !== "step" && scheduleFactor !== DEFAULT_FACTOR) {
    refuse("scheduleFactor", `schedule "${schedule}"`, `schedule "step", or ${DEFAULT_FACTOR}`);
  }
  if (warmUpSteps === 0 && warmUpFrom !== DEFAULT_RISE) {
    refuse("warmUpFrom", "warmUpSteps 0", `some warmUpSteps, or ${DEFAULT_RISE}`);
  }
}

/** Whether the last checkpoint decides the learning rate before it. */
export const scheduleNeedsEnd = ({ schedule, scheduleEpochs }: ScheduleFields): boolean =>
  schedule !== "constant" && scheduleEpochs === null;

/** The factor of the learning rate at each step of a run of so many epochs. */
export function factorOfStep(fields: ScheduleFields, perEpoch: number, epochs: number): Schedule {
  const { warmUpSteps, warmUpFrom } = fields;
  const byEpoch = epochs > 0 ? ofEpochs(fields, epochs) : constantSchedule;
  const isSmooth = fields.schedule === "linear";
  const rising = warmUpSteps > 0 ? warmUp({ steps: warmUpSteps, from: warmUpFrom }) : constantSchedule;
  return (step) => rising(step) * byEpoch(isSmooth ? step / perEpoch : Math.floor(step / perEpoch));
}

function ofEpochs({ schedule, scheduleEpochs, scheduleFactor }: ScheduleFields, all: number): Schedule {
  const epochs = scheduleEpochs ?? all;
  if (schedule === "cosine") return cosineSchedule({ steps: epochs });
  if (schedule === "linear") return linearSchedule({ steps: epochs });
  return schedule === "step" ? stepSchedule({ every: epochs, factor: scheduleFactor }) : constantSchedule;
}

/** An optimiser whose learning rate follows a schedule: it counts its own steps, and its state has their number. */
export function scheduled(optimiser: Optimiser, factor: Schedule): Optimiser {
  const counting = (stepper: ReturnType<Optimiser["start"]>, done: number): ReturnType<Optimiser["start"]> => {
    let step = done;
    return {
      step: (theta, gradient, scale = 1) => stepper.step(theta, gradient, scale * factor(step++)),
      save: (): OptimiserState => ({ ...stepper.save(), scheduledSteps: step }),
    };
  };
  return {
    name: optimiser.name,
    start: (count) => counting(optimiser.start(count), 0),
    resume(state) {
      const { scheduledSteps } = state;
      if (typeof scheduledSteps !== "number") {
        throw new RangeError(`state.scheduledSteps is ${scheduledSteps}; expected the number of steps done`);
      }
      return counting(optimiser.resume(state), scheduledSteps);
    },
  };
}
