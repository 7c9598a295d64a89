/** Which neurons are active on which inputs. */
export interface Activity {
  /** h, the number of neurons. */
  readonly hiddenWidth: number;
  /** n. */
  readonly inputCount: number;
  /** $h x n$, row-major: 1 where neuron k is active on input i, else 0. */
  readonly active: Uint8Array;
}

/**
 * Hamming distance of two activation patterns of h neurons on n inputs: the sum over neurons of the fraction of inputs
 * on which the neuron is active in one pattern and not in the other, in [0, h].
 *
 * @param pattern1 which neurons were active on which inputs
 * @param pattern2 which are now
 * @returns NaN if there are no inputs.
 * @throws RangeError if the patterns differ in the number of neurons or of inputs.
 * @see Kunin et al. 2024, figures 1(b), 5(b) and 6(a); theory.md section 7.
 * @example
 * import { hammingDistance } from "@lazyrich/metrics";
 * const before = { hiddenWidth: 2, inputCount: 3, active: Uint8Array.of(1, 1, 0, 0, 0, 1) };
 * const after = { hiddenWidth: 2, inputCount: 3, active: Uint8Array.of(1, 0, 0, 1, 0, 1) };
 * hammingDistance(before, after); // 0.66667: each neuron changed on one input of three
 */
export function hammingDistance(pattern1: Activity, pattern2: Activity): number {
  const { hiddenWidth: h, inputCount: n, active } = pattern1;
  if (pattern2.hiddenWidth !== h || pattern2.inputCount !== n) {
    throw new RangeError(
      `pattern2 is ${pattern2.hiddenWidth} neurons x ${pattern2.inputCount} inputs, but pattern1 is ${h} x ${n}`,
    );
  }
  let changed = 0;
  for (let i = 0; i < active.length; i++) changed += active[i]! ^ pattern2.active[i]!;
  return changed / n;
}
