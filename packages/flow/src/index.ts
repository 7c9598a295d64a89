export type { DenseOutput } from "./denseOutput.js";
export { type DormandPrince, type DormandPrinceOptions, dormandPrince } from "./dormandPrince.js";
export type { ErrorControl, ErrorControlOptions } from "./errorControl.js";
export type { EventOptions, FlowEvent } from "./event.js";
export { type GradientDescent, type GradientDescentOptions, gradientDescent } from "./gradientDescent.js";
export { integrate } from "./integrate.js";
export { integrateAsync } from "./integrateAsync.js";
export type { IntegrationOptions, Progress } from "./integration.js";
export { type FailureReason, IntegrationError } from "./integrationError.js";
export type { InitialValueProblem, Method, Outcome, Stepper } from "./method.js";
export { millisecondsInTask, nextTask } from "./nextTask.js";
export {
  type RungeKuttaChebyshev,
  type RungeKuttaChebyshevOptions,
  rungeKuttaChebyshev,
} from "./rungeKuttaChebyshev.js";
export type { StepperState } from "./stepperState.js";
export type { Statistics, StopReason, Trajectory } from "./trajectory.js";
export type { VectorField } from "./vectorField.js";
