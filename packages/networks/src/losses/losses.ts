import { crossEntropy } from "./crossEntropy.js";
import { halfSumSquared } from "./halfSumSquared.js";
import type { Loss } from "./loss.js";
import { meanSquared } from "./meanSquared.js";

/** Every loss, by the name it has in a spec. */
export const losses: readonly Loss[] = [meanSquared, halfSumSquared, crossEntropy];
