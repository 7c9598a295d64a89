/** Bytes of a number: the build decides whether `Float` is f32 or f64. */
export const SIZE: usize = sizeof<Float>();
/** Numbers in a vector. */
export const LANES: usize = 16 / SIZE;

/** The sum of the lanes of a vector. */
export function laneSum(x: v128): Float {
  if (LANES == 2) return v128.extract_lane<Float>(x, 0) + v128.extract_lane<Float>(x, 1);
  const low = f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1);
  return <Float>(low + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)));
}

/** Ones in the first lanes of a vector, at most all. */
export function laneMask(lanes: usize): v128 {
  if (LANES == 2) return v128.gt<i64>(i64x2.splat(lanes), i64x2(0, 1));
  return v128.gt<i32>(i32x4.splat(<i32>lanes), i32x4(0, 1, 2, 3));
}
