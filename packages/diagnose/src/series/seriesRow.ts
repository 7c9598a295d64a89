import type { Row } from "@lazyrich/tables";

/** How far the network is from the first checkpoint at a step. */
export interface SeriesRow extends Row {
  readonly step: number;
  readonly kernelDistance: number | null;
  readonly kernelDistanceStandardError: number | null;
  readonly kernelDistanceTrace: number | null;
  /** The mean over hidden layers. */
  readonly activationChange: number | null;
  readonly parameterDistance: number;
  readonly outputDistance: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
}
