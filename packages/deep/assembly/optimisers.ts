import { SIZE } from "./lanes";

// Steps are computed in float64, two parameters at a time, also where numbers are float32; of an odd number, the second of
// the last pair is what lies beyond. They are rounded after each operation, as in JavaScript, so every build has the same bytes.

/** v = momentum v + g, g the gradient + weightDecay theta; theta -= rate v, or rate (g + momentum v) with Nesterov. */
export function sgdStep(
  n: usize,
  rate: f64,
  momentum: f64,
  isNesterov: bool,
  weightDecay: f64,
  theta: usize,
  gradient: usize,
  velocity: usize,
): void {
  const rates = f64x2.splat(rate);
  const momenta = f64x2.splat(momentum);
  const decays = f64x2.splat(weightDecay);
  for (let i: usize = 0; i < n; i += 2) {
    const at = theta + i * SIZE;
    const parameters = loadPair(at);
    const g = f64x2.add(loadPair(gradient + i * SIZE), f64x2.mul(decays, parameters));
    const v = f64x2.add(f64x2.mul(momenta, v128.load(velocity + i * 8)), g);
    v128.store(velocity + i * 8, v);
    const along = isNesterov ? f64x2.add(g, f64x2.mul(momenta, v)) : v;
    storePair(at, f64x2.sub(parameters, f64x2.mul(rates, along)));
  }
}

/**
 * m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g^2; theta = keep theta - stepSize m / (perRoot sqrt(v) + epsilon).
 */
export function adamWStep(
  n: usize,
  keep: f64,
  stepSize: f64,
  beta1: f64,
  beta2: f64,
  perRoot: f64,
  epsilon: f64,
  theta: usize,
  gradient: usize,
  first: usize,
  second: usize,
): void {
  const keeps = f64x2.splat(keep);
  const sizes = f64x2.splat(stepSize);
  const betas1 = f64x2.splat(beta1);
  const betas2 = f64x2.splat(beta2);
  const gains1 = f64x2.splat(1 - beta1);
  const gains2 = f64x2.splat(1 - beta2);
  const perRoots = f64x2.splat(perRoot);
  const epsilons = f64x2.splat(epsilon);
  for (let i: usize = 0; i < n; i += 2) {
    const g = loadPair(gradient + i * SIZE);
    const m = f64x2.add(f64x2.mul(betas1, v128.load(first + i * 8)), f64x2.mul(gains1, g));
    const v = f64x2.add(f64x2.mul(betas2, v128.load(second + i * 8)), f64x2.mul(f64x2.mul(gains2, g), g));
    v128.store(first + i * 8, m);
    v128.store(second + i * 8, v);
    const size = f64x2.add(f64x2.mul(f64x2.sqrt(v), perRoots), epsilons);
    const at = theta + i * SIZE;
    storePair(at, f64x2.sub(f64x2.mul(keeps, loadPair(at)), f64x2.div(f64x2.mul(sizes, m), size)));
  }
}

function loadPair(at: usize): v128 {
  return SIZE == 8 ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function storePair(at: usize, pair: v128): void {
  if (SIZE == 8) v128.store(at, pair);
  else v128.store64_lane(at, f32x4.demote_f64x2_zero(pair), 0);
}
