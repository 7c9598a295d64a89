import type { Measure } from "./measure.js";
import { filterSmoothness } from "./measures/filterSmoothness.js";
import { firstFilters } from "./measures/firstFilters.js";
import { generalizationError } from "./measures/generalizationError.js";
import { hammingDistance } from "./measures/hammingDistance.js";
import { kernelDistance } from "./measures/kernelDistance.js";
import { kernelTargetAlignment } from "./measures/kernelTargetAlignment.js";
import { layerKernelShare } from "./measures/layerKernelShare.js";
import { layerParameterDistance } from "./measures/layerParameterDistance.js";
import { parameterDistance } from "./measures/parameterDistance.js";
import { testAccuracy } from "./measures/testAccuracy.js";
import { trainAccuracy } from "./measures/trainAccuracy.js";
import { trainLoss } from "./measures/trainLoss.js";

/**
 * Every measure, those of the paper first.
 *
 * @example
 * import { measures } from "@lazyrich/runs";
 * measures.find(({ name }) => name === "kernelDistance").label; // "kernel distance *S*"
 */
export const measures: readonly Measure[] = [
  trainLoss,
  generalizationError,
  kernelDistance,
  hammingDistance,
  parameterDistance,
  kernelTargetAlignment,
  trainAccuracy,
  testAccuracy,
  filterSmoothness,
  layerParameterDistance,
  layerKernelShare,
  firstFilters,
];
