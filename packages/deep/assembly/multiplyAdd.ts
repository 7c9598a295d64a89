/** c + a b, lane by lane: rounded once where the build has relaxed SIMD, after each operation otherwise. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<Float>(a, b, c);
  return v128.add<Float>(c, v128.mul<Float>(a, b));
}
