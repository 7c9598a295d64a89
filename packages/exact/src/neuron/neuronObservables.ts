import type { NeuronFlow } from "./neuronFlow.js";

/** Squares below this may have lost digits. */
const SMALL = 1e-250;

/** The signed magnitude a |w| of the state to which the flow has been brought, and the cosine between w and beta*, NaN where one of them is 0. */
export function magnitudeAndAlignment(flow: NeuronFlow, a: number): readonly [magnitude: number, alignment: number] {
  const { start, shape } = flow;
  const across = shape.r * start.restNorm;
  const square = shape.p * shape.p + across * across;
  // a square may be below the numbers
  const norm = square > SMALL ? Math.sqrt(square) : Math.hypot(shape.p, across);
  return [a * (shape.factor * norm * start.weightsUnit), start.s > 0 ? shape.p / norm : Number.NaN];
}
