import { crossEntropy } from "./crossEntropy.js";
import { halfSumSquared } from "./halfSumSquared.js";
import type { Loss } from "./loss.js";
import { meanSquared } from "./meanSquared.js";

/**
 * Every loss, by the name it has in a spec.
 *
 * @example
 * import { losses } from "@lazyrich/networks";
 * losses.map(({ name }) => name); // ["mean-squared", "half-sum-squared", "cross-entropy"]
 */
export const losses: readonly Loss[] = [meanSquared, halfSumSquared, crossEntropy];
