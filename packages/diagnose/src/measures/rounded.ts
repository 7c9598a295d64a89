import { type StoredType, spacing } from "../checkpoint/storedType.js";

/**
 * Parameters moved as rounding both checkpoints to their types could have moved them: each by a number evenly spread over half a
 * spacing up or down, once for each checkpoint.
 */
export function rounded(theta: Float64Array, types: readonly StoredType[], uniform: () => number): Float64Array {
  return theta.map((entry) => {
    const moves = types.map((type) => spacing(type, entry) * (uniform() - 0.5));
    return entry + moves.reduce((sum, move) => sum + move, 0);
  });
}
