import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";
import { activationKernels } from "./activations.js";
import { attentionKernels } from "./attention.js";
import { gatherKernels } from "./gather.js";
import { lossKernels } from "./losses.js";
import { multiplyKernel } from "./multiply.js";
import { normalizationKernels } from "./normalization.js";
import { optimiserKernels } from "./optimisers.js";
import { rowKernels } from "./rows.js";
import { windowKernels } from "./windows.js";

/** The kernels in plain JavaScript, on numbers of `size` bytes. */
export function javascriptKernels(memory: Memory, size: number): Kernels {
  return {
    ...multiplyKernel(memory, size),
    ...rowKernels(memory, size),
    ...gatherKernels(memory, size),
    ...activationKernels(memory, size),
    ...lossKernels(memory, size),
    ...optimiserKernels(memory, size),
    ...windowKernels(memory, size),
    ...normalizationKernels(memory, size),
    ...attentionKernels(memory, size),
  };
}
