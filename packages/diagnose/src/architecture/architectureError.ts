import type { ArchitectureSkeleton } from "./architectureSpec.js";

/** The architecture cannot be told from names and shapes alone. */
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
