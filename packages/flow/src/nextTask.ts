/**
 * Resolves in a new task of the event loop, after timers and events that wait.
 *
 * Node's own `setImmediate` where it exists: a message channel would starve Node's timers. In browsers a message
 * channel: nested timeouts wait at least 4 ms there.
 */
export function nextTask(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  return new Promise((resolve) => {
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
