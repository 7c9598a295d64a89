/**
 * erf(x) to within one unit in the last place.
 *
 * @param x any number
 * @see FreeBSD's msun/src/s_erf.c: Copyright (C) 1993 by Sun Microsystems, Inc. Permission to use, copy, modify, and distribute this software is
 *   freely granted, provided that this notice is preserved.
 * @example
 * import { errorFunction } from "@lazyrich/networks";
 * errorFunction(0.5); // 0.5205
 */
export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return x + x * nearZero(x * x);
  const value = size < 1.25 ? AT_ONE + aroundOne(size - 1) : size < 6 ? 1 - tail(size) : 1;
  return x < 0 ? -value : value + (Number.isNaN(x) ? x : 0);
}

/** 1 - erf(x), whose relative error stays small where erf(x) is near 1. */
export function complementaryErrorFunction(x: number): number {
  if (x < 0.84375) return x < -0.84375 ? 1 - errorFunction(x) : 0.5 - (x - 0.5 + x * nearZero(x * x));
  if (x < 1.25) return 1 - AT_ONE - aroundOne(x - 1);
  return x < 28 ? tail(x) : Number.isNaN(x) ? x : 0;
}

/** erf(1) rounded to single precision, so that its complement is exact. */
const AT_ONE = 0.8450629115104675;

/** erf(x)/x - 1 for |x| < 0.84375, of x^2. */
const nearZero = (z: number): number => polynomial(NEAR_ZERO.over, z) / polynomial(NEAR_ZERO.under, z);

/** erf(1 + s) - AT_ONE for 1 + s from 0.84375 to 1.25. */
const aroundOne = (s: number): number => polynomial(AROUND_ONE.over, s) / polynomial(AROUND_ONE.under, s);

/** erfc(x) for x of at least 1.25. */
function tail(x: number): number {
  const { over, under } = x < 1 / 0.35 ? MIDDLE : FAR;
  const s = 1 / (x * x);
  // x^2 in two parts, the first of them exact, so that the exponential does not magnify the rounding of the square
  const short = Math.fround(x);
  const exponent = polynomial(over, s) / polynomial(under, s) + (short - x) * (short + x);
  return (Math.exp(-short * short - 0.5625) * Math.exp(exponent)) / x;
}

/** By Horner's rule, the constant first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k]!;
  return sum;
}

const NEAR_ZERO = {
  over: [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5],
  under: [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6,
  ],
};
const AROUND_ONE = {
  over: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
    0.035478304325618236, -0.002166375594868791,
  ],
  under: [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
};
const MIDDLE = {
  over: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  under: [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
};
const FAR = {
  over: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  under: [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
};
