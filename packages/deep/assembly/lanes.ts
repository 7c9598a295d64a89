/** Bytes of a number: the build decides whether `Float` is f32 or f64. */
export const SIZE: usize = sizeof<Float>();
/** Numbers in a vector. */
export const LANES: usize = 16 / SIZE;
