import { shownValue } from "./shownValue.js";
import type { VectorField } from "./vectorField.js";

/**
 * The first evaluation of a field, which finds out whether it writes its values as it must: one that returns them, or takes
 * other arguments, would integrate what happens to lie in the buffer.
 *
 * @throws TypeError if the field returns an array or another object than `out`, or leaves a component of `out` unwritten.
 */
export function firstEvaluation(field: VectorField, t: number, theta: Float64Array, out: Float64Array): void {
  out.fill(Number.NaN);
  requireWritten(field(t, theta, out), out);
  if (!hasNaN(out)) return;
  // NaN is written or left: over another number the two differ
  const values = out.slice();
  out.fill(0);
  field(t, theta, out);
  const unwritten = out.findIndex((value, i) => value === 0 && Number.isNaN(values[i]));
  if (unwritten >= 0) {
    throw new TypeError(
      `field wrote nothing into out[${unwritten}]; expected its values in out: (t, theta, out) => void`,
    );
  }
}

/**
 * Whether what an evaluation gave back is nothing, or what it wrote: a field may begin to return its values later than at the first.
 *
 * @throws TypeError if it is an array or another object than `out`.
 */
export function requireWritten(returned: unknown, out: Float64Array): void {
  if (typeof returned === "object" && returned !== null && returned !== out) {
    throw new TypeError(`field returned ${shownValue(returned)}; expected its values in out: (t, theta, out) => void`);
  }
}

function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}
