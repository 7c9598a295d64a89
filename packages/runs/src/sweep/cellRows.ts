import type { Row } from "@lazyrich/tables";
import type { CellResult } from "./cellComputer.js";
import type { SweepSpec } from "./sweepSpec.js";

/** A cell as tidy rows, one a checkpoint: its parameters, step, metrics and what they cost. */
export function cellRows({ parameters, metrics, evaluations, stoppedAt, madeBy }: CellResult, spec: SweepSpec): Row[] {
  const { dynamics, build, steps } = spec;
  return metrics.map((each, i) => ({
    ...parameters,
    step: steps[i]!,
    ...each,
    evaluations,
    stoppedAt,
    dynamics,
    build,
    madeBy,
  }));
}
