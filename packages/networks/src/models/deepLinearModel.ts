import type { Matrix } from "@lazyrich/linalg";
import type { ConservedQuantities, Model } from "../model.js";

/** A deep linear network; its layers are W1, W2, ..., layer l widths[l] x widths[l - 1]. */
export interface DeepLinear extends Model {
  /** d, the hidden widths, c. */
  readonly widths: readonly number[];
  /** The function of the network, $beta = (W_m ... W_1)^T$, $d x c$. */
  beta(theta: ArrayLike<number>): Matrix;
  /** The diagonals of the conserved matrices. */
  conservedQuantities(theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[];
  /**
   * What gradient flow conserves in each hidden layer, $Delta_l = eta_l W_(l+1)^T W_(l+1) - eta_(l+1) W_l W_l^T$, exactly symmetric,
   * summed in twice the working precision.
   */
  conservedMatrices(theta: ArrayLike<number>, learningRates?: readonly number[]): Matrix[];
}
