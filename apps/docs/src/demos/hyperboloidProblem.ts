import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { logSpaced } from "../drawing/axisScale.ts";
import type { Point3 } from "../space/picture.ts";
import type { HyperboloidValues } from "./hyperboloidFields.ts";

export const betaStar = [0, 1] as const;
/** The signs of a. */
export const sides = [1, -1] as const;
export const times: Float64Array = Float64Array.of(0, ...logSpaced(0.005, 200, 160));

/** The function at the start: at an angle to the target, anticlockwise. */
export function beta0Of({ angle, length }: HyperboloidValues): readonly [number, number] {
  const turn = ((90 + angle) * Math.PI) / 180;
  return [length * Math.cos(turn), length * Math.sin(turn)];
}

/** The parameters of a function on a level set, with one sign of a. */
export function pointOf(beta0: readonly [number, number], delta: number, sign: 1 | -1): Point3 {
  const { a, w } = neuronWithFunction({ beta0, delta, sign });
  return [w[0]!, w[1]!, a];
}

/** The two ways from one function to the target, one for each sign of a. */
export interface TwoWays {
  readonly starts: readonly Point3[];
  /** Where each is at `times`. */
  readonly paths: readonly (readonly Point3[])[];
  /** Where each is at the chosen time. */
  readonly here: readonly Point3[];
}

export function twoWays(values: HyperboloidValues): TwoWays {
  const starts = sides.map((sign) => pointOf(beta0Of(values), values.delta, sign));
  const solutions = starts.map(([w1, w2, a]) => singleNeuron({ a0: a, w0: [w1, w2], betaStar }));
  return {
    starts,
    paths: solutions.map((solution) => {
      const { a, w } = solution.trajectory(times);
      return Array.from(times, (_, i): Point3 => [w[2 * i]!, w[2 * i + 1]!, a[i]!]);
    }),
    here: solutions.map((solution): Point3 => {
      const { a, w } = solution.at(values.time);
      return [w[0]!, w[1]!, a];
    }),
  };
}

export const lossAt = ([w1, w2, a]: Point3): number => ((a * w1 - betaStar[0]) ** 2 + (a * w2 - betaStar[1]) ** 2) / 2;
