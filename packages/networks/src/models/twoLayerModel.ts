import type { Activation } from "../activations/activation.js";
import type { Model } from "../model.js";

/** A two-layer network: its layers are $W (h x d)$ and $A (h x c)$, a neuron a row of both; with biases W, b (h), A, bOut (c). */
export interface TwoLayer extends Model {
  readonly hiddenWidth: number;
  readonly activation: Activation;
  /** Whether it has biases. */
  readonly biases: boolean;
}
