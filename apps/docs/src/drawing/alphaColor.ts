import { deltaColor } from "./deltaFamily.ts";

/** The scales of the first layer that are shown beside one another: downstream, standard, upstream. */
export const alphas = [0.1, 1, 10] as const;

/** The colour of a start whose first layer is divided by alpha: above 1 that of upstream balances, below that of downstream ones. */
export const alphaColor = (alpha: number): string => deltaColor(Math.max(-4, Math.min(4, 4 * Math.log10(alpha))));
