import type { Numbers } from "@lazyrich/networks";
import type { Kernels } from "../kernels.js";
import { type Machine, machine } from "../machine.js";
import type { Precision } from "../memory.js";
import { requireLength } from "../requireLength.js";

/** Where an optimiser steps: parameters and gradient come and go, its moments stay. */
export interface StepMemory {
  /** The kernels and the addresses of what they step on, for arrays of these kinds, which are copied in. */
  enter(theta: Numbers, gradient: ArrayLike<number>): Place;
  /** Copies the parameters out. */
  leave(theta: Numbers): void;
  /** The moments so far, each a copy. */
  moments(): Float64Array[];
}

interface Place {
  readonly kernels: Kernels;
  readonly theta: number;
  readonly gradient: number;
  readonly moments: readonly number[];
}

interface LaidOut extends Place {
  readonly machine: Machine;
  readonly thetaView: Numbers;
  readonly gradientView: Numbers;
}

/** The memory of a stepper that begins with these moments, one array or several of equal length. */
export function stepMemory(start: readonly Float64Array[]): StepMemory {
  const count = start[0]!.length;
  let current: LaidOut | undefined;
  const moments = (): Float64Array[] =>
    current
      ? current.moments.map((address) => current!.machine.memory.moments.slice(address / 8, address / 8 + count))
      : start.map((values) => values.slice());
  return {
    enter(theta, gradient) {
      requireLength("theta", theta, count);
      requireLength("gradient", gradient, count);
      const isSingle = theta instanceof Float32Array && gradient instanceof Float32Array;
      const precision = isSingle ? "float32" : "float64";
      if (current?.machine.precision !== precision) current = laidOut(precision, count, moments());
      current.thetaView.set(theta);
      current.gradientView.set(gradient);
      return current;
    },
    leave(theta) {
      theta.set(current!.thetaView);
    },
    moments,
  };
}

function laidOut(precision: Precision, count: number, values: readonly Float64Array[]): LaidOut {
  const stepping = machine(precision);
  const [theta, gradient] = [stepping.numbers(count), stepping.numbers(count)];
  const moments = values.map(() => stepping.moments(count));
  stepping.start();
  const { memory, size, kernels } = stepping;
  for (const [k, address] of moments.entries()) memory.moments.set(values[k]!, address / 8);
  const view = (address: number): Numbers => memory.numbers.subarray(address / size, address / size + count);
  return { machine: stepping, kernels, theta, gradient, moments, thetaView: view(theta), gradientView: view(gradient) };
}
