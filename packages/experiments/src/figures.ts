import type { Figure } from "./figure.js";

/** Every figure, in the order of the paper. */
export const figures: readonly Figure[] = [];
