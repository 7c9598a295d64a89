import {
  type DoubleDouble,
  doubleDoubleDot,
  doubleDoubleProduct,
  doubleDoubleRoot,
  doubleDoubleSum,
} from "@lazyrich/linalg";
import type { NeuronProblem } from "./neuronProblem.js";

/** Of sums that cancel to this share of their terms twice the working precision leaves too few digits. */
const LEAST_SHARE = 1e-17;

/**
 * The component c+ of the start along the growing direction, in canonical units: (s u + lambda a)/n for delta >= 0, (mu u + s a)/n for
 * delta < 0, with lambda, mu = omega +- delta/2 and n the length of the pair of rates. The sum with the large rate is formed in twice the working precision:
 * its sign is the basin, and beside the separatrix it is a small difference. Undefined where that is not precise enough.
 */
export function growingComponent({ a0, w0, betaStar, etaA, etaW }: NeuronProblem): number | undefined {
  const readouts = doubleDoubleProduct([etaW, 0], doubleDoubleDot([a0], [a0]));
  const weights = doubleDoubleProduct([-etaA, 0], doubleDoubleDot(w0, w0));
  const delta = doubleDoubleSum(readouts, weights);
  const isUpstream = delta[0] >= 0;
  const square = doubleDoubleDot(betaStar, betaStar);
  if (square[0] === 0) return isUpstream ? Math.sqrt(etaW) * a0 : 0;

  const s2 = doubleDoubleProduct(doubleDoubleProduct([etaA, 0], [etaW, 0]), square);
  const sign = isUpstream ? 0.5 : -0.5;
  const half: DoubleDouble = [sign * delta[0], sign * delta[1]];
  const large = doubleDoubleSum(half, doubleDoubleRoot(doubleDoubleSum(doubleDoubleProduct(half, half), s2)));
  const length = Math.hypot(Math.sqrt(s2[0]), large[0]);
  const along = doubleDoubleDot(w0, betaStar);
  const terms: [DoubleDouble, DoubleDouble] = isUpstream
    ? [doubleDoubleProduct(large, [a0, 0]), doubleDoubleProduct([etaA, 0], along)]
    : [doubleDoubleProduct(large, along), doubleDoubleProduct(doubleDoubleProduct([etaW, 0], square), [a0, 0])];
  const sum = doubleDoubleSum(...terms)[0];
  let size = isUpstream ? Math.abs(large[0] * a0) : Math.abs(etaW * square[0] * a0);
  for (let i = 0; i < w0.length; i++) size += Math.abs((isUpstream ? etaA : large[0]) * w0[i]! * betaStar[i]!);
  if (Math.abs(sum) < LEAST_SHARE * size) return undefined;
  return (Math.sqrt(isUpstream ? etaW : etaA / square[0]) * sum) / length;
}
