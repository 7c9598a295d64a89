/** Why an integration cannot go on. */
export type FailureReason = "non-finite" | "step-too-small" | "too-many-evaluations";

const explanations: Record<FailureReason, string> = {
  "non-finite": "the state or the field is not finite",
  "step-too-small":
    "the step shrank to nothing, so the solution blows up, or the field is not smooth or not deterministic",
  "too-many-evaluations": "maximumEvaluations is reached",
};

/**
 * An integration that cannot go on: at what `time` of the flow, and for what `reason`.
 *
 * @param time of the flow, where it stopped
 * @param reason why it stopped
 * @param method whose step it was
 * @param detail what the line says besides
 * @example
 * import { dormandPrince, IntegrationError, integrate } from "@lazyrich/flow";
 * const blowUp = (t, [x], out) => out.set([x * x]); // 1/(1 - t)
 * const reasonOf = () => {
 *   try {
 *     return integrate(blowUp, [1], { method: dormandPrince(), checkpoints: [2] }).statistics.stopReason;
 *   } catch (error) {
 *     return error instanceof IntegrationError && error.time;
 *   }
 * };
 * reasonOf(); // 1.0000: where the solution ends
 */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
  readonly time: number;
  readonly reason: FailureReason;

  /**
   * @param time where it stopped
   * @param reason why
   * @param method by its name
   * @param detail what else is to be said, after the reason; nothing if not given
   */
  constructor(time: number, reason: FailureReason, method: string, detail = "") {
    super(`${method} cannot go on at time ${time}: ${explanations[reason]}${detail}`);
    this.time = time;
    this.reason = reason;
  }
}
