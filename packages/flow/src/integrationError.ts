/** Why an integration cannot go on. */
export type FailureReason = "non-finite" | "step-too-small" | "too-many-evaluations";

const explanations: Record<FailureReason, string> = {
  "non-finite": "the state or the field is not finite",
  "step-too-small":
    "the step shrank to nothing, so the solution blows up, or the field is not smooth or not deterministic",
  "too-many-evaluations": "maximumEvaluations is reached",
};

/** An integration that cannot go on: at what `time` of the flow, and for what `reason`. */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
  readonly time: number;
  readonly reason: FailureReason;

  constructor(time: number, reason: FailureReason, method: string, detail = "") {
    super(`${method} cannot go on at time ${time}: ${explanations[reason]}${detail}`);
    this.time = time;
    this.reason = reason;
  }
}
