import { compensatedDot } from "@lazyrich/linalg";

/**
 * sum_j eta_j theta_j^2 of signed learning rates in twice the working precision, term by term: each eta theta stands
 * beside its rounding error, or a large square would lose digits of delta.
 */
export interface Balance {
  /** Sets term j. */
  put(j: number, eta: number, parameter: number): void;
  /** The sum of the terms. */
  sum(): number;
}

/** A balance of so many terms. */
export function balance(terms: number): Balance {
  const left = new Float64Array(2 * terms);
  const right = new Float64Array(2 * terms);
  const product = new Float64Array(2);
  const factors = Float64Array.of(0, 1);
  return {
    put(j, eta, parameter) {
      product[0] = eta;
      product[1] = -(eta * parameter);
      factors[0] = parameter;
      left[2 * j] = eta * parameter;
      left[2 * j + 1] = compensatedDot(product, factors);
      right[2 * j] = parameter;
      right[2 * j + 1] = parameter;
    },
    sum: () => compensatedDot(left, right),
  };
}
