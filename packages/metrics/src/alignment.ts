import { requireEntries } from "./requireEntries.js";

/**
 * Alignment of two vectors: the cosine $x.y/(|x| |y|)$, in [-1, 1]. With $x = w$ and $y = betaStar$ it is the phi of one neuron.
 *
 * @param x a vector, such as the weights of a neuron
 * @param y another of the same length, such as the target
 * @returns NaN if a vector is zero.
 * @throws RangeError if the lengths differ.
 * @see theory.md section 2.
 * @example
 * import { alignment } from "@lazyrich/metrics";
 * alignment([3, 4], [1, 0]); // 0.6
 */
export function alignment(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (y.length !== x.length) throw new RangeError(`y has length ${y.length}, but x has length ${x.length}`);
  const [largestX, largestY] = [largestOf(x), largestOf(y)];
  let [squareX, squareY, product] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [u, v] = [x[i]! / largestX, y[i]! / largestY];
    squareX += u * u;
    squareY += v * v;
    product += u * v;
  }
  return clip(product / Math.sqrt(squareX * squareY));
}

/**
 * Kernel-target alignment $y^T K y/(|K| |y|^2)$: how far the kernel points along the target, in [-1, 1]; 1 if K is $y y^T$.
 *
 * @param kernel $n x n$, row-major.
 * @param targets y, length n.
 * @returns NaN if the kernel or the target is zero.
 * @throws RangeError if the kernel does not have $n x n$ entries, TypeError if one is not an array.
 * @see Cristianini et al. 2001; Atanasov, Bordelon, Pehlevan 2022.
 * @example
 * import { kernelTargetAlignment } from "@lazyrich/metrics";
 * kernelTargetAlignment([1, 0, 0, 1], [1, -1]); // 0.70711, of a kernel that knows nothing of the target
 * kernelTargetAlignment([1, -1, -1, 1], [1, -1]); // 1
 */
export function kernelTargetAlignment(kernel: ArrayLike<number>, targets: ArrayLike<number>): number {
  requireEntries("kernel", kernel);
  requireEntries("targets", targets);
  const n = targets.length;
  if (kernel.length !== n * n) {
    throw new RangeError(`kernel has ${kernel.length} entries; expected ${n} x ${n}, one row a target`);
  }
  const [largestK, largestY] = [largestOf(kernel), largestOf(targets)];
  let [squareK, squareY, product] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const u = targets[i]! / largestY;
    let image = 0;
    for (let j = 0; j < n; j++) {
      const entry = kernel[i * n + j]! / largestK;
      squareK += entry * entry;
      image += entry * (targets[j]! / largestY);
    }
    squareY += u * u;
    product += u * image;
  }
  return clip(product / (Math.sqrt(squareK) * squareY));
}

function largestOf(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  return largest;
}

/** Into [-1, 1], which rounding leaves by a last digit. */
const clip = (cosine: number): number => Math.min(1, Math.max(-1, cosine));
