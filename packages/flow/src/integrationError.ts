/** Why an integration cannot go on. */
export type FailureReason = "non-finite" | "step-too-small";

const explanations: Record<FailureReason, string> = {
  "non-finite": "the state or the field is not finite",
  "step-too-small":
    "the step shrank to nothing, so the solution blows up, or the field is not smooth or not deterministic",
};

/** An integration that cannot go on: at what `time` of the flow, and for what `reason`. */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
  readonly time: number;
  readonly reason: FailureReason;

  constructor(time: number, reason: FailureReason, method: string) {
    super(`${method} cannot go on at time ${time}: ${explanations[reason]}`);
    this.time = time;
    this.reason = reason;
  }
}
