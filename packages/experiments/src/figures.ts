import type { Figure } from "./figure.js";
import { figure2 } from "./figures/figure2.js";
import { figure3 } from "./figures/figure3.js";
import { figure4a } from "./figures/figure4a.js";
import { figure4b } from "./figures/figure4b.js";
import { figure7 } from "./figures/figure7.js";
import { figure8 } from "./figures/figure8.js";
import { figure9 } from "./figures/figure9.js";

/** Every figure, in the order of the paper. */
export const figures: readonly Figure[] = [figure2, figure3, figure4a, figure4b, figure7, figure8, figure9];
