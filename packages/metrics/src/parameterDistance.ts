/**
 * Euclidean distance |theta - theta0| of two parameter vectors, without overflow or underflow on the way.
 *
 * @throws RangeError if the lengths differ.
 */
export function parameterDistance(theta: ArrayLike<number>, theta0: ArrayLike<number>): number {
  if (theta.length !== theta0.length) {
    throw new RangeError(`theta has length ${theta.length}, but theta0 has length ${theta0.length}`);
  }
  let largest = 0;
  for (let i = 0; i < theta.length; i++) largest = Math.max(largest, Math.abs(theta[i]! - theta0[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < theta.length; i++) sum += ((theta[i]! - theta0[i]!) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
