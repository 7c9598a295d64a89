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

/** Runs a task with a signal that Ctrl-C or SIGTERM aborts; a second Ctrl-C ends the process at once. */
export async function withInterrupt<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (exitCode: number) => () => {
    if (controller.signal.aborted) process.exit(exitCode);
    controller.abort(new Interrupted(exitCode));
  };
  const [onInterrupt, onTerminate] = [abort(130), abort(143)];
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  try {
    const result = await task(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
  }
}
