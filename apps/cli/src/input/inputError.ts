/** Bad input: one line that says what was wrong and what is expected; exit code 2. */
export class InputError extends Error {
  override readonly name: string = "InputError";
}
