import { requireFinite } from "@lazyrich/linalg";
import { requireRepresentable } from "../any-size/ordinary.js";

/**
 * The hyperbolic entropy,
 *
 * $q_delta(x) = 1/4 (2x asinh(2x/|delta|) - sqrt(4x^2 + delta^2) + |delta|)$,
 *
 * the potential of the singular values' mirror flow: an l2 penalty $x^2/(2 |delta|)$ while $|x|$ is small against $|delta|$, an l1 penalty,
 * $|x| log(|x|/|delta|)/2$ to leading order, where it is large.
 *
 * With $y = 2x/|delta|$ it is $|delta|/4$ times the integral of asinh over [0, y], which is evaluated without cancellation at every ratio.
 *
 * @param x a singular value
 * @param delta the conserved quantity
 * @throws RangeError if a number is not finite, or delta is 0 with x not 0, where the entropy is infinite and only its ratios have a limit, $|x|$.
 * @see Woodworth et al. 2020; Kunin et al. 2024, section 4.
 * @example
 * import { hyperbolicEntropy } from "@lazyrich/exact";
 * hyperbolicEntropy(1, 1e6); // 5e-7: x^2/(2 |delta|) where delta is large
 * hyperbolicEntropy(1, 0.01); // 2.4982
 */
export function hyperbolicEntropy(x: number, delta: number): number {
  requireArguments("x", x, delta);
  if (x === 0) return 0;
  const size = Math.abs(x);
  if (delta === 0)
    throw new RangeError(`delta is 0; expected another number, since the entropy of x = ${x} is infinite there`);
  const y = 2 * (size / Math.abs(delta));
  // |delta|/4 (y asinh(y) - (sqrt(1 + y^2) - 1)) over y, both parts of the order y where it is small: the difference loses no more than one bit
  const entropy = (size / 2) * (ratioAsinh(size, delta) - (y < 1e150 ? y / (1 + Math.hypot(1, y)) : 1));
  return requireRepresentable("the entropy", entropy, "x and delta");
}

/**
 * The gradient of the hyperbolic entropy, $q'_delta(x) = asinh(2x/|delta|)/2$: the mirror coordinate of x.
 *
 * @param x a singular value
 * @param delta the conserved quantity
 * @throws RangeError if a number is not finite, or delta is 0 with x not 0.
 * @see Woodworth et al. 2020.
 * @example
 * import { hyperbolicEntropyGradient } from "@lazyrich/exact";
 * hyperbolicEntropyGradient(1, 2); // 0.44069: asinh(1)/2
 */
export function hyperbolicEntropyGradient(x: number, delta: number): number {
  requireArguments("x", x, delta);
  if (x === 0) return 0;
  if (delta === 0)
    throw new RangeError(`delta is 0; expected another number, since the gradient at x = ${x} is infinite there`);
  return (Math.sign(x) * ratioAsinh(Math.abs(x), delta)) / 2;
}

/**
 * The inverse of `hyperbolicEntropyGradient`: $x = |delta|/2 sinh(2 z)$ for the mirror coordinate z.
 *
 * @param z a mirror coordinate
 * @param delta the conserved quantity
 * @throws RangeError if a number is not finite, or x is beyond the largest number.
 * @see Woodworth et al. 2020.
 * @example
 * import { hyperbolicEntropyGradient, inverseHyperbolicEntropyGradient } from "@lazyrich/exact";
 * inverseHyperbolicEntropyGradient(hyperbolicEntropyGradient(3, 2), 2); // 3
 */
export function inverseHyperbolicEntropyGradient(z: number, delta: number): number {
  requireArguments("z", z, delta);
  if (delta === 0) return 0;
  const angle = 2 * Math.abs(z);
  // sinh overflows before its product with a small delta does, and halves of the smallest numbers are 0
  const twice = Math.abs(delta) * Math.sinh(Math.min(angle, 600));
  const size = angle < 600 ? twice / 2 : Math.exp(angle - 2 * Math.LN2 + Math.log(Math.abs(delta)));
  if (size === Number.POSITIVE_INFINITY) {
    throw new RangeError(
      `z is ${z} with delta = ${delta}; expected a number whose inverse is below ${Number.MAX_VALUE}`,
    );
  }
  return Math.sign(z) * size;
}

/**
 * One step of mirror descent: the x' whose mirror coordinate is that of x minus `step`, $q'(x') = q'(x) - step$. It is $x cosh(2 step) -
 * sqrt(x^2 + delta^2/4) sinh(2 step)$, which at $delta = 0$ is the multiplicative update $x e^(-+2 step)$, where $q'$ itself is infinite.
 *
 * @param x a singular value
 * @param step how far its mirror coordinate goes down
 * @param delta the conserved quantity
 * @throws RangeError if a number is not finite, or x' is beyond the largest number.
 * @see Woodworth et al. 2020; Kunin et al. 2024, section 4.
 * @example
 * import { mirrorStep } from "@lazyrich/exact";
 * mirrorStep(1, -0.1, 0); // 1.2214: times e^0.2
 * mirrorStep(1, -0.1, 10); // 2.0467: nearly plus 0.1 |delta|
 */
export function mirrorStep(x: number, step: number, delta: number): number {
  requireArguments("x", x, delta);
  requireFinite("step", step);
  const size = Math.abs(x);
  const half = Math.abs(delta) / 2;
  const radius = Math.hypot(size, half);
  // towards 0 the two terms cancel: what remains is a shrunk x and the excess of the radius
  const inwards = x === 0 ? Math.abs(step) : Math.sign(x) * step;
  const excess = radius > 0 ? half * (half / (radius + size)) : 0;
  const result =
    inwards >= 0
      ? size * Math.exp(-2 * inwards) - excess * sinhProduct(2 * inwards, excess)
      : size * Math.exp(-2 * inwards) + excess * sinhProduct(-2 * inwards, excess);
  if (!Number.isFinite(result)) {
    throw new RangeError(`step is ${step} from x = ${x}; expected one that ends below ${Number.MAX_VALUE}`);
  }
  return (x === 0 ? Math.sign(step) : Math.sign(x)) * result;
}

/** sinh, but 0 where it is not needed, so that 0 times an overflow is 0. */
function sinhProduct(angle: number, factor: number): number {
  return factor === 0 ? 0 : Math.sinh(angle);
}

/** asinh(2 size/|delta|) for size > 0 and delta not 0, when the ratio may overflow and the half of delta be below the numbers. */
function ratioAsinh(size: number, delta: number): number {
  const ratio = 2 * (size / Math.abs(delta));
  return ratio < 1e150 ? Math.asinh(ratio) : 2 * Math.LN2 + Math.log(size) - Math.log(Math.abs(delta));
}

function requireArguments(name: string, value: number, delta: number): void {
  requireFinite(name, value);
  requireFinite("delta", delta);
}
