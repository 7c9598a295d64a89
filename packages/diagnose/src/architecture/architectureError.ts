import type { ArchitectureSkeleton } from "./architectureSpec.js";

/**
 * The architecture cannot be told from names and shapes alone.
 *
 * @example
 * import { ArchitectureError, checkpoint, inferredChain } from "@lazyrich/diagnose";
 * const convolution = { shape: [1, 1, 3, 3], data: new Float64Array(9) };
 * const skeletonOf = () => {
 *   try {
 *     return inferredChain(checkpoint({ "conv.weight": convolution }, "start"), { inputDimension: 9 });
 *   } catch (error) {
 *     return error instanceof ArchitectureError && error.skeleton;
 *   }
 * };
 * Object.keys(skeletonOf()); // ["model", "names", "tensors"]: a spec to complete
 */
export class ArchitectureError extends RangeError {
  override readonly name: string = "ArchitectureError";
  constructor(
    message: string,
    /** A spec to complete, with every name and shape of the checkpoint; undefined where it would have to guess what an option says. */
    readonly skeleton?: ArchitectureSkeleton | undefined,
  ) {
    super(message);
  }
}
