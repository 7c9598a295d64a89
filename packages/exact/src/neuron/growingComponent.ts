import {
  type DoubleDouble,
  doubleDoubleDot,
  doubleDoubleProduct,
  doubleDoubleRoot,
  doubleDoubleSum,
} from "@lazyrich/linalg";
import { exponentOf, timesPowerOfTwo } from "../powerOfTwo.js";

/** A start and a target near the scale of 1: the true ones are these times powers of two. */
export interface ScaledNeuron {
  readonly a: number;
  readonly w: Float64Array;
  readonly target: Float64Array;
  readonly etaA: number;
  readonly etaW: number;
  /** Exponent of the power of two in sqrt(etaA etaW) |beta*|, and in delta. */
  readonly rateExponent: number;
  readonly deltaExponent: number;
}

/** The result carries this power of two, so that a component that is much smaller than the start keeps its digits. */
export const LIFT = 800;

/**
 * 2^LIFT times the component c+ of the start along the growing direction, in canonical units: (s u + lambda a)/n for delta >= 0, (mu u + s a)/n for
 * delta < 0, with lambda, mu = omega +- delta/2 and n the length of the pair of rates. The sum with the large rate is formed in twice the working precision:
 * its sign is the basin, and beside the separatrix it is a small difference.
 */
export function growingComponent(neuron: ScaledNeuron): number {
  const { a, w, target, etaA, etaW, rateExponent, deltaExponent } = neuron;
  const readouts = doubleDoubleProduct([etaW, 0], doubleDoubleDot([a], [a]));
  const weights = doubleDoubleProduct([-etaA, 0], doubleDoubleDot(w, w));
  const delta = doubleDoubleSum(readouts, weights);
  const square = doubleDoubleDot(target, target);
  if (square[0] === 0) return delta[0] >= 0 ? Math.sqrt(etaW) * timesPowerOfTwo(a, LIFT) : 0;

  // rates in units of the larger one
  const s2 = doubleDoubleProduct(doubleDoubleProduct([etaA, 0], [etaW, 0]), square);
  const unit = Math.ceil(Math.max(rateExponent + exponentOf(s2[0]) / 2, deltaExponent + exponentOf(delta[0])));
  const shift = rateExponent - unit;
  const [size, sign] = [Math.abs(delta[0]), Math.sign(delta[0])];
  const half = timesPower([size, sign * delta[1]], deltaExponent - unit - 1);
  const square2 = timesPower(s2, 2 * shift);
  const large = doubleDoubleSum(half, doubleDoubleRoot(doubleDoubleSum(doubleDoubleProduct(half, half), square2)));
  const length = Math.hypot(Math.sqrt(square2[0]), large[0]);

  const lifted = w.map((entry) => timesPowerOfTwo(entry, LIFT));
  const along = doubleDoubleDot(lifted, target);
  const readout: DoubleDouble = [timesPowerOfTwo(a, LIFT), 0];
  if (sign >= 0) {
    const own = doubleDoubleProduct(large, readout);
    const sum = doubleDoubleSum(own, timesPower(doubleDoubleProduct([etaA, 0], along), shift));
    return (Math.sqrt(etaW) * sum[0]) / length;
  }
  const pull = doubleDoubleProduct(doubleDoubleProduct([etaW, 0], square), readout);
  const sum = doubleDoubleSum(doubleDoubleProduct(large, along), timesPower(pull, shift));
  return (Math.sqrt(etaA / square[0]) * sum[0]) / length;
}

function timesPower([high, low]: DoubleDouble, exponent: number): DoubleDouble {
  return [timesPowerOfTwo(high, exponent), timesPowerOfTwo(low, exponent)];
}
