import type { Matrix } from "@lazyrich/linalg";

/** Inputs and what is to be learnt of them. */
export interface Samples {
  /** Inputs, $n x d$: one a row. */
  readonly X: Matrix;
  /** Targets, $n x c$. */
  readonly Y: Matrix;
}

/** What is to be learnt. */
export interface SampledTask extends Samples {
  /** Fresh inputs and their targets, for the generalization error. */
  readonly test?: Samples | undefined;
}
