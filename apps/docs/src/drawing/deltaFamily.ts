import { deltaScale } from "@lazyrich/plot";

/** The values of delta that the paper's figures show, and the demos beside the chosen one. */
export const deltaFamily = [-4, -2, -1, 0, 1, 2, 4] as const;

/** The colours of the conserved quantity in every demo, those of the figures. */
export const deltaColors = deltaScale({ extent: 4 });
