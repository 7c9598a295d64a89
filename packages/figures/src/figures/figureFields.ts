import { learningRate } from "@lazyrich/specs";
import * as z from "zod/mini";

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
export const nonZeroVector: z.ZodMiniType<readonly number[]> = z
  .array(z.number())
  .check(z.minLength(1), z.refine(isNotZero, zeroMessage));

/** A vector of two components that is not zero. */
export const nonZeroPlaneVector: z.ZodMiniType<PlaneVector> = z
  .tuple([z.number(), z.number()])
  .check(z.refine(isNotZero, zeroMessage));

/** One conserved quantity or more, each once. */
export const deltaList: z.ZodMiniType<readonly number[]> = z.array(z.number()).check(
  z.minLength(1),
  z.refine((list) => new Set(list).size === list.length, "names a delta twice; expected each once"),
);

/** The times of trajectories, with the paper's as defaults. */
export function timesField({ first, last, count }: TimesSpec): z.ZodMiniType<TimesSpec> {
  return z.prefault(
    z
      .strictObject({
        first: z._default(z.number().check(z.positive()), first),
        last: z._default(z.number().check(z.positive()), last),
        count: z._default(z.int().check(z.minimum(2), z.maximum(100_000)), count),
      })
      .check(z.refine((times) => times.first < times.last, { path: ["last"], error: "is not later than times.first" })),
    {},
  );
}

/** Tolerances so tight that only rounding tells the simulation from the exact solution in print. */
export function simulationField(): z.ZodMiniType<SimulationSpec> {
  return z.prefault(
    z.strictObject({
      relativeTolerance: z._default(z.number().check(z.positive(), z.maximum(0.1)), 1e-11),
      absoluteTolerance: z._default(z.number().check(z.positive(), z.maximum(0.1)), 1e-13),
    }),
    {},
  );
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
  readonly [Field in keyof NeuronSpec]: z.ZodMiniType<NeuronSpec[Field]>;
} {
  return {
    deltas: z._default(deltaList, deltas),
    etaA: learningRate,
    etaW: learningRate,
    times: timesField(times),
    simulation: simulationField(),
  };
}

/** A seed of random numbers. */
export function seedField(value: number): z.ZodMiniType<number> {
  return z._default(z.int().check(z.minimum(0), z.maximum(2 ** 32 - 1)), value);
}
