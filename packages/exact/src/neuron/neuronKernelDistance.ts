import type { NeuronFlow } from "./neuronFlow.js";

/**
 * Kernel distance of one neuron of d inputs between t = 0 and the time t to which the flow has been brought; NaN where a kernel is 0.
 *
 * S = sin^2/(1 + cos) of the angle between the kernels M = a^2 I + w w^T at 0 and t, with sin^2 by Lagrange's identity: a sum of squares of minors in which
 * every difference (the rotation z of w, the common growth of a^2 and |w|^2) is formed without cancellation, so that S keeps its digits however small it is.
 * Each kernel is in units of its own size, so that tiny and huge parameters neither underflow nor overflow.
 */
export function neuronKernelDistance(flow: NeuronFlow, t: number, d: number): number {
  const { shape } = flow;
  const { a0, u0, restNorm: rho, square: start, scaledDelta } = flow.start;
  const size = Math.max(Math.abs(shape.q), Math.abs(shape.p), shape.r * rho);
  if (!(start > 0 && size > 0)) return Number.NaN;
  if (d === 1) return 0;
  const [a, u, r] = [shape.q / size, shape.p / size, shape.r / size];
  const now = a ** 2 + u ** 2 + (r * rho) ** 2;
  const norm0 = Math.hypot(u0, rho);
  // of weights this much smaller than the readout nothing is in the kernel at first, and their direction may have lost its digits
  const isNegligible = norm0 < 1e-150 * Math.abs(a0);
  const z = isNegligible ? 0 : -(rho / norm0) * (shape.turning(t) / size);
  const x = isNegligible ? Math.hypot(u, r * rho) : (u0 / norm0) * u + (rho / norm0) * rho * r;
  const alpha1 = a0 ** 2 / start;
  const alpha2 = a ** 2 / now;
  const square1 = norm0 ** 2 / start;
  const x2 = x ** 2 / now;
  const z2 = z ** 2 / now;
  const grown = (-scaledDelta / start) * (growth(flow, t, size) / now);
  // beyond the largest number the growth cannot be told from the state alone
  const q = Number.isFinite(grown) ? grown + alpha1 * z2 : square1 * alpha2 - alpha1 * x2;
  const minors =
    (q + z2 * (alpha1 + square1)) ** 2 +
    2 * x2 * z2 * ((alpha1 + square1) ** 2 + alpha1 ** 2) +
    (d - 2) * (q ** 2 + (alpha1 * z2) ** 2 + 2 * x2 * z2 * alpha1 ** 2);
  const square = (d - 1) * alpha1 ** 2 + (alpha1 + square1) ** 2;
  const squareNow = (d - 1) * alpha2 ** 2 + (alpha2 + x2 + z2) ** 2;
  const product = d * alpha1 * alpha2 + alpha1 * (x2 + z2) + alpha2 * square1 + square1 * x2;
  const cosine = product / Math.sqrt(square * squareNow);
  return minors / (square * squareNow) / (1 + cosine);
}

/**
 * a^2(t) - a^2(0) = |w(t)|^2 - |w(0)|^2 over the square of the state's factor and of the given size, from whichever of the two does not cancel at first
 * order. Beyond t = 1/omega the change is no longer small, and the plain difference serves.
 */
function growth(flow: NeuronFlow, t: number, size: number): number {
  const { a0, u0, restNorm: rho, scaledDelta, delta, s, scaleExponent } = flow.start;
  const { shape } = flow;
  const isUpstream = scaledDelta >= 0;
  const rho2 = rho ** 2;
  const start = isUpstream ? u0 ** 2 + rho2 : a0 ** 2;
  const omega = flow.start.twoOmega / 2;
  if (omega * t > 1) {
    const unit = (2 ** (scaleExponent / 2) / Math.sqrt(shape.factor * size)) ** 2;
    const now = isUpstream ? (shape.p / size) ** 2 + (rho * (shape.r / size)) ** 2 : (shape.q / size) ** 2;
    return now - start * unit * unit;
  }
  const sinh = Math.sinh(omega * t);
  const sinhOver = omega > 0 ? sinh / omega : t;
  const even = 2 * Math.sinh((omega * t) / 2) ** 2;
  const odd = (delta / 2) * sinhOver;
  const exchange = s * sinhOver;
  const [plus, minus] = [2 * omega, -2 * omega].map((rate) => (omega * t > 0 ? Math.expm1(rate * t) / rate : t)) as [
    number,
    number,
  ];
  const restPhi = delta * t === 0 ? t : -Math.expm1(-delta * t) / delta;
  const scale = 2 ** scaleExponent;
  const grown = flow.start.growing ** 2 * plus + flow.start.shrinking ** 2 * minus + rho2 * restPhi;
  const [from, step] = isUpstream ? [u0, u0 * (even - odd) + a0 * exchange] : [a0, a0 * (even + odd) + u0 * exchange];
  const rest = isUpstream ? rho2 * Math.expm1(-delta * t) : 0;
  const over = (Math.exp(-omega * t) * shape.size) / size;
  return (step * (2 * from + step) + rest - start * (grown * scale * scale)) * over * over;
}
