import type { Kernels } from "../kernels.js";
import type { Memory } from "../machine.js";
import { activationKernels } from "./activations.js";
import { gatherKernels } from "./gather.js";
import { lossKernels } from "./losses.js";
import { multiplyKernel } from "./multiply.js";
import { rowKernels } from "./rows.js";

/** The kernels in plain JavaScript, on numbers of `size` bytes. */
export function javascriptKernels(memory: Memory, size: number): Kernels {
  return {
    ...multiplyKernel(memory, size),
    ...rowKernels(memory, size),
    ...gatherKernels(memory, size),
    ...activationKernels(memory, size),
    ...lossKernels(memory, size),
  };
}
