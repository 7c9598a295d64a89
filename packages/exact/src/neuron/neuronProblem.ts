/** A checked problem of one neuron, every field given. */
export interface NeuronProblem {
  readonly a0: number;
  readonly w0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
  readonly etaA: number;
  readonly etaW: number;
}
