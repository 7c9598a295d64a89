import type { Figure } from "./figure.js";
import { deepBias } from "./figures/deepBias.js";
import { deepModes } from "./figures/deepModes.js";
import { deepPortrait } from "./figures/deepPortrait.js";
import { depth } from "./figures/depth.js";
import { figure1a } from "./figures/figure1a.js";
import { figure1b } from "./figures/figure1b.js";
import { figure2 } from "./figures/figure2.js";
import { figure3 } from "./figures/figure3.js";
import { figure4a } from "./figures/figure4a.js";
import { figure4b } from "./figures/figure4b.js";
import { figure5a } from "./figures/figure5a.js";
import { figure5b } from "./figures/figure5b.js";
import { figure6a } from "./figures/figure6a.js";
import { figure6b } from "./figures/figure6b.js";
import { figure6c } from "./figures/figure6c.js";
import { figure6d } from "./figures/figure6d.js";
import { figure7 } from "./figures/figure7.js";
import { figure8 } from "./figures/figure8.js";
import { figure9 } from "./figures/figure9.js";
import { figure10 } from "./figures/figure10.js";
import { figure11 } from "./figures/figure11.js";
import { figure12 } from "./figures/figure12.js";
import { learningSpeeds } from "./figures/learningSpeeds.js";
import { linearModes } from "./figures/linearModes.js";
import { linearRegimes } from "./figures/linearRegimes.js";
import { mirrorPotentials } from "./figures/mirrorPotentials.js";
import { neuronDeltas } from "./figures/neuronDeltas.js";

/**
 * Every figure: those of the paper in its order, then those beyond it.
 *
 * @example
 * import { figures } from "@lazyrich/figures";
 * figures.slice(0, 3).map(({ id }) => id); // ["1a", "1b", "2"]
 * figures.find(({ id }) => id === "3").title; // "Temporal dynamics of one neuron: magnitude, alignment and kernel distance for each delta"
 */
export const figures: readonly Figure[] = [
  ...[
    figure1a,
    figure1b,
    figure2,
    figure3,
    figure4a,
    figure4b,
    figure5a,
    figure5b,
    figure6a,
    figure6b,
    figure6c,
    figure6d,
    figure7,
    figure8,
    figure9,
    figure10,
    figure11,
    figure12,
  ],
  ...[
    linearModes,
    linearRegimes,
    mirrorPotentials,
    deepModes,
    deepBias,
    neuronDeltas,
    learningSpeeds,
    depth,
    deepPortrait,
  ],
];
