/** What engines say of a stack that overflowed, memory that was not there, and a length that nothing has. */
const OF_ENGINES =
  /^(maximum call stack|too much recursion|out of memory|array buffer allocation|invalid (typed )?array( buffer)? length|invalid string length|invalid count value|webassembly\.|offset is out)/i;

/**
 * Whether an error is a RangeError by which our code refuses what it was given. The engine's own, such as a stack
 * overflow, are not: they say nothing of the input.
 *
 * @param error what was thrown
 * @example
 * import { isRefusal } from "@lazyrich/specs";
 * isRefusal(new RangeError("t is -1; expected a time")); // true
 * isRefusal(new RangeError("Maximum call stack size exceeded")); // false
 */
export const isRefusal = (error: unknown): error is RangeError =>
  error instanceof RangeError && !OF_ENGINES.test(error.message);
