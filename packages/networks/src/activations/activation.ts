/** A function that every hidden neuron applies to its weighted input. */
export interface Activation {
  readonly name: string;
  /** One line: what it is. */
  readonly summary?: string | undefined;
  value(z: number): number;
  /** The derivative; at a kink that from above, so 1 for ReLU. */
  slope(z: number): number;
  /** Whether $sigma(s z) = s sigma(z)$ for every $s > 0$, which is what makes gradient flow conserve a quantity in each neuron. */
  readonly isHomogeneous: boolean;
  /** Whether the slope jumps at 0, so that a neuron is active ($z >= 0$) or not. */
  readonly hasKink: boolean;
  /** gamma of an activation that is max(z, gamma z). */
  readonly slopeBelow?: number | undefined;
}
