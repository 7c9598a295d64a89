import type { Balance } from "../function-space/balance.js";

/** One mode of a two-layer linear network whose singular vectors are those of the target, on whitened inputs. */
export interface AlignedModeProblem extends Balance {
  /** The singular value at $t = 0$, of either sign. */
  readonly start: number;
  /** That of the target, not below 0. */
  readonly target: number;
}
