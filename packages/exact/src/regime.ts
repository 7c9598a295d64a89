/** Which layer learns faster: the first (upstream, $delta > 0$), both alike (balanced, 0), the second (downstream, $delta < 0$). */
export type Regime = "upstream" | "balanced" | "downstream";

/**
 * The regime that the sign of the conserved quantity names.
 *
 * @param delta the conserved quantity
 * @throws RangeError if delta is not a number.
 * @see Kunin et al. 2024, section 3.
 * @example
 * import { regime } from "@lazyrich/exact";
 * regime(0.5); // "upstream"
 * regime(-1e-9); // "downstream"
 */
export function regime(delta: number): Regime {
  if (Number.isNaN(delta)) throw new RangeError("delta is NaN; expected a number");
  if (delta > 0) return "upstream";
  return delta < 0 ? "downstream" : "balanced";
}
