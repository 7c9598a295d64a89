/** The Euclidean norm, also where squares would overflow or vanish. */
export function norm(vector: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!;
  if (sum > SAFE_SQUARE && sum < Number.POSITIVE_INFINITY) return Math.sqrt(sum);
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
  sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Squares above this have lost no digits to underflow. */
const SAFE_SQUARE = 2 ** -900;

/** Root mean square of a vector over the error allowed at a state: |state_i| times `relative` plus `absolute_i`. */
export function sizeOverAllowed(
  vector: Float64Array,
  state: Float64Array,
  relative: number,
  absolute: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i]! / (absolute[i]! + relative * Math.abs(state[i]!))) ** 2;
  if (sum < Number.POSITIVE_INFINITY) return Math.sqrt(sum / vector.length);
  return (
    norm(vector.map((value, i) => value / (absolute[i]! + relative * Math.abs(state[i]!)))) / Math.sqrt(vector.length)
  );
}
