/** A run ended by the user: exit code 130 for Ctrl-C, 143 for SIGTERM. */
export class Interrupted extends Error {
  override readonly name: string = "Interrupted";
  constructor(
    readonly exitCode: number,
    message = "interrupted; no unfinished file was written",
  ) {
    super(message);
  }
}

/** As a shell says them of processes that signals end. */
export const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs a task with a signal that Ctrl-C or SIGTERM aborts, or those signals of them that are given; a second Ctrl-C ends the process at once. */
export async function withInterrupt<T>(
  task: (signal: AbortSignal) => Promise<T>,
  signals: readonly (keyof typeof EXIT_CODES)[] = ["SIGINT", "SIGTERM"],
): Promise<T> {
  const controller = new AbortController();
  const listeners = signals.map((name) => {
    const abort = (): void => {
      if (controller.signal.aborted) process.exit(EXIT_CODES[name]);
      controller.abort(new Interrupted(EXIT_CODES[name]));
    };
    return [name, abort] as const;
  });
  for (const [name, abort] of listeners) process.on(name, abort);
  try {
    const result = await task(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const [name, abort] of listeners) process.off(name, abort);
  }
}
