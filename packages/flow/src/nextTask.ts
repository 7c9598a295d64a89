/**
 * Resolves in a new task of the event loop, after timers and events that wait.
 *
 * Node's own `setImmediate` where it exists: a message channel would starve Node's timers. In browsers a message
 * channel: nested timeouts wait at least 4 ms there.
 */
export function nextTask(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  return new Promise((settle) => {
    const resolve = (): void => {
      taskStart = performance.now();
      settle();
    };
    if (setImmediate !== undefined) {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

let taskStart = Number.NEGATIVE_INFINITY;

/** Milliseconds since `nextTask` last began a new task. */
export function millisecondsInTask(): number {
  return performance.now() - taskStart;
}
