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
  /** a and w.target of the numbers as they were given, which may be below the numbers at this scale. */
  readonly givenA: Lifted<number>;
  readonly along: Lifted<DoubleDouble>;
  readonly etaA: number;
  readonly etaW: number;
  /** Exponent of the power of two in sqrt(etaA etaW) |beta*|, and in delta. */
  readonly rateExponent: number;
  readonly deltaExponent: number;
}

/** A value times 2^-lift, so that what is much smaller than its surroundings keeps its digits. */
export interface Lifted<Value> {
  readonly value: Value;
  readonly lift: number;
}

/** The least power of two by which the component is lifted. */
const LEAST_LIFT = 800;

/** x.y in twice the working precision, whatever the sizes of their entries. */
export function liftedDot(x: ArrayLike<number>, y: ArrayLike<number>): Lifted<DoubleDouble> {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, exponentOf(x[i]!) + exponentOf(y[i]!));
  if (largest === Number.NEGATIVE_INFINITY) return { value: [0, 0], lift: 0 };
  let value: DoubleDouble = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const exponent = exponentOf(y[i]!);
    if (x[i] === 0 || exponent === Number.NEGATIVE_INFINITY) continue;
    const factor = timesPowerOfTwo(x[i]!, exponent - largest);
    value = doubleDoubleSum(value, doubleDoubleProduct([factor, 0], [timesPowerOfTwo(y[i]!, -exponent), 0]));
  }
  return { value, lift: -largest };
}

/**
 * The component c+ of the start along the growing direction, in canonical units: (s u + lambda a)/n for delta >= 0, (mu u + s a)/n for
 * delta < 0, with lambda, mu = omega +- delta/2 and n the length of the pair of rates. The sum with the large rate is formed in twice the working precision:
 * its sign is the basin, and beside the separatrix it is a small difference.
 *
 * It is lifted by 2^800 or, where it is smaller still, to the scale of 1.
 */
export function growingComponent(neuron: ScaledNeuron): Lifted<number> {
  const { a, w, target, etaA, etaW, rateExponent, deltaExponent } = neuron;
  const readouts = doubleDoubleProduct([etaW, 0], doubleDoubleDot([a], [a]));
  const weights = doubleDoubleProduct([-etaA, 0], doubleDoubleDot(w, w));
  const delta = doubleDoubleSum(readouts, weights);
  const square = doubleDoubleDot(target, target);
  if (square[0] === 0) {
    return { value: delta[0] >= 0 ? Math.sqrt(etaW) * timesPowerOfTwo(a, LEAST_LIFT) : 0, lift: LEAST_LIFT };
  }

  // rates in units of the larger one
  const s2 = doubleDoubleProduct(doubleDoubleProduct([etaA, 0], [etaW, 0]), square);
  const unit = Math.ceil(Math.max(rateExponent + exponentOf(s2[0]) / 2, deltaExponent + exponentOf(delta[0])));
  const shift = rateExponent - unit;
  const [size, sign] = [Math.abs(delta[0]), Math.sign(delta[0])];
  const half = timesPower([size, sign * delta[1]], deltaExponent - unit - 1);
  const square2 = timesPower(s2, 2 * shift);
  const large = doubleDoubleSum(half, doubleDoubleRoot(doubleDoubleSum(doubleDoubleProduct(half, half), square2)));
  const length = Math.hypot(Math.sqrt(square2[0]), large[0]);

  const [givenA, givenAlong] = [neuron.givenA, neuron.along];
  const readoutExponent = exponentOf(givenA.value) - givenA.lift + (sign >= 0 ? 0 : shift);
  const alongExponent = exponentOf(givenAlong.value[0]) - givenAlong.lift + (sign >= 0 ? shift : 0);
  const exponent = Math.max(readoutExponent, alongExponent);
  const lift = exponent < -LEAST_LIFT && exponent > Number.NEGATIVE_INFINITY ? -exponent : LEAST_LIFT;
  // both are brought to the unit of the rates before they are multiplied, and so stay near the scale of 1
  const along = timesPower(givenAlong.value, lift - givenAlong.lift + (sign >= 0 ? shift : 0));
  const readout: DoubleDouble = [timesPowerOfTwo(givenA.value, lift - givenA.lift + (sign >= 0 ? 0 : shift)), 0];
  if (sign >= 0) {
    const own = doubleDoubleProduct(large, readout);
    const sum = doubleDoubleSum(own, doubleDoubleProduct([etaA, 0], along));
    return { value: (Math.sqrt(etaW) * sum[0]) / length, lift };
  }
  const pull = doubleDoubleProduct(doubleDoubleProduct([etaW, 0], square), readout);
  const sum = doubleDoubleSum(doubleDoubleProduct(large, along), pull);
  return { value: (Math.sqrt(etaA / square[0]) * sum[0]) / length, lift };
}

function timesPower([high, low]: DoubleDouble, exponent: number): DoubleDouble {
  return [timesPowerOfTwo(high, exponent), timesPowerOfTwo(low, exponent)];
}
