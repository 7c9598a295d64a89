import { SpecError } from "@lazyrich/specs";

/**
 * Runs a step of a part, and names the part in what it throws: `measure "sharpness": ...`.
 *
 * @throws what the step throws: a SpecError, which names its field, as it is; a RangeError as a RangeError.
 */
export function naming<T>(part: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw named(part, error);
  }
}

/** An error that names the part which threw it. */
export function named(part: string, error: unknown): unknown {
  if (error instanceof SpecError) return error;
  const message = `${part}: ${error instanceof Error ? error.message : String(error)}`;
  return error instanceof RangeError ? new RangeError(message, { cause: error }) : new Error(message, { cause: error });
}
