import { meanDecay } from "@lazyrich/linalg";
import type { NeuronFlow } from "./neuronFlow.js";

/**
 * Kernel distance of one neuron of d inputs between t = 0 and the time to which the flow has been brought; NaN where a kernel is 0.
 *
 * S = sin^2/(1 + cos) of the angle between the kernels M = a^2 I + w w^T at 0 and t, with sin^2 by Lagrange's identity: a sum of squares of minors in which
 * every difference (the rotation z of w, the common growth of a^2 and |w|^2) is formed without cancellation, so that S keeps its digits however small it is.
 * Each kernel is in units of its own size.
 */
export function neuronKernelDistance(flow: NeuronFlow, d: number): number {
  const { shape, start: from } = flow;
  const { a0, u0, restNorm: rho, norm0, square: start } = from;
  const size = Math.max(Math.abs(shape.q), Math.abs(shape.p), shape.r * rho);
  if (!(start > 0 && size > 0)) return Number.NaN;
  if (d === 1) return 0;
  const a = shape.q / size;
  const u = shape.p / size;
  const r = (shape.r / size) * rho;
  const now = a * a + u * u + r * r;
  const z = norm0 === 0 ? 0 : -(rho / norm0) * (shape.turning() / size);
  const x = norm0 === 0 ? Math.sqrt(u * u + r * r) : (u0 / norm0) * u + (rho / norm0) * r;
  const alpha1 = (a0 * a0) / start;
  const alpha2 = (a * a) / now;
  const square1 = (norm0 * norm0) / start;
  const x2 = (x * x) / now;
  const z2 = (z * z) / now;
  const q = (-from.delta / start) * (growth(flow, size) / now) + alpha1 * z2;
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
function growth(flow: NeuronFlow, size: number): number {
  const { shape, start } = flow;
  const { a0, u0, restNorm: rho, delta, s, twoOmega } = start;
  const t = shape.time;
  const isUpstream = delta >= 0;
  const rho2 = rho * rho;
  const first = isUpstream ? u0 * u0 + rho2 : a0 * a0;
  if (twoOmega * t > 2) {
    const unit = shape.factor * size;
    const now = isUpstream ? (shape.p / size) ** 2 + (rho * (shape.r / size)) ** 2 : (shape.q / size) ** 2;
    return now - first / unit / unit;
  }
  // with m = 1 - e^(-2 omega t) and e = e^(-omega t), sinh(omega t) is m/(2 e), and cosh(omega t) - 1 is (1 - e)^2/(2 e)
  const mean = t * meanDecay(twoOmega * t);
  const lost = twoOmega * mean;
  const kept = Math.sqrt(1 - lost);
  const sinhOver = mean / kept;
  const fallen = lost / (1 + kept);
  const even = (fallen * fallen) / (2 * kept);
  const odd = (delta / 2) * sinhOver;
  const exchange = s * sinhOver;
  const restLost = delta * t;
  const restDecay = restLost === 0 ? 0 : Math.expm1(-restLost);
  const restPhi = restLost === 0 ? t : -restDecay / delta;
  const grown = (start.growing ** 2 / (1 - lost) + start.shrinking ** 2) * mean + rho2 * restPhi;
  const held = isUpstream ? u0 : a0;
  const step = isUpstream ? u0 * (even - odd) + a0 * exchange : a0 * (even + odd) + u0 * exchange;
  const rest = isUpstream ? rho2 * restDecay : 0;
  const over = kept / size;
  return (step * (2 * held + step) + rest - first * grown) * over * over;
}
