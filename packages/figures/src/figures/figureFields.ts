import { learningRate } from "@lazyrich/specs";
import { type ZodType, z } from "zod";

/** When a trajectory is looked at: time 0, then `count` times evenly apart in their logarithm. */
export interface TimesSpec {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Tolerances of the Dormand-Prince method that simulates the flow. */
export interface SimulationSpec {
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
}

/** A plane vector: what a plane can show. */
export type PlaneVector = readonly [number, number];

const isNotZero = (vector: readonly number[]): boolean => vector.some((each) => each !== 0);
const zeroMessage = "is the zero vector; expected at least one component that is not 0";

/** A vector that is not zero. */
export const nonZeroVector: ZodType<readonly number[]> = z.array(z.number()).min(1).refine(isNotZero, zeroMessage);

/** A vector of two components that is not zero. */
export const nonZeroPlaneVector: ZodType<PlaneVector> = z
  .tuple([z.number(), z.number()])
  .refine(isNotZero, zeroMessage);

/** One conserved quantity or more, each once. */
export const deltaList: ZodType<readonly number[]> = z
  .array(z.number())
  .min(1)
  .refine((list) => new Set(list).size === list.length, "names a delta twice; expected each once");

/** The times of trajectories, with the paper's as defaults. */
export function timesField({ first, last, count }: TimesSpec): ZodType<TimesSpec> {
  return z
    .strictObject({
      first: z.number().positive().default(first),
      last: z.number().positive().default(last),
      count: z.number().int().min(2).max(100_000).default(count),
    })
    .refine((times) => times.first < times.last, { path: ["last"], error: "is not later than times.first" })
    .prefault({});
}

/** Tolerances so tight that only rounding tells the simulation from the exact solution in print. */
export function simulationField(): ZodType<SimulationSpec> {
  return z
    .strictObject({
      relativeTolerance: z.number().positive().max(0.1).default(1e-11),
      absoluteTolerance: z.number().positive().max(0.1).default(1e-13),
    })
    .prefault({});
}

/** What the specs of all figures of one neuron hold. */
export interface NeuronSpec {
  readonly deltas: readonly number[];
  readonly etaA: number;
  readonly etaW: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

/** Its fields, with a figure's deltas and times. */
export function neuronFields({ deltas, times }: Pick<NeuronSpec, "deltas" | "times">): {
  readonly [Field in keyof NeuronSpec]: ZodType<NeuronSpec[Field]>;
} {
  return {
    deltas: deltaList.default(deltas) as unknown as ZodType<readonly number[]>,
    etaA: learningRate,
    etaW: learningRate,
    times: timesField(times),
    simulation: simulationField(),
  };
}

/** A seed of random numbers. */
export function seedField(value: number): ZodType<number> {
  return z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(value);
}
