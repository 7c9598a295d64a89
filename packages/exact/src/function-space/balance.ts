import { requireFinite, requirePositive } from "@lazyrich/linalg";

/** What decides the geometry of function space: the conserved quantity and the learning rates. */
export interface Balance {
  /** The conserved quantity $etaW a^2 - etaA |w|^2$. */
  readonly delta: number;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number | undefined;
}

/** Throws a RangeError that names what is not finite, or not above 0, in a balance. */
export function requireBalance({ delta, etaA = 1, etaW = 1 }: Balance): void {
  requireFinite("delta", delta);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
}
