/**
 * Resolves in a new task of the event loop, after timers and events that wait.
 *
 * Node's own `setImmediate` where it exists: a message channel would starve Node's timers. In browsers a message
 * channel: nested timeouts wait at least 4 ms there.
 *
 * @example
 * import { nextTask } from "@lazyrich/flow";
 * const order = [];
 * setTimeout(() => order.push("a timer"));
 * await new Promise((resolve) => setTimeout(resolve, 5));
 * await nextTask();
 * order; // ["a timer"]: what waited came first
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

/**
 * Milliseconds since `nextTask` last began a new task.
 *
 * @example
 * import { millisecondsInTask, nextTask } from "@lazyrich/flow";
 * let sum = 0;
 * for (let k = 0; k < 1000; k++) {
 *   sum += k;
 *   if (millisecondsInTask() > 8) await nextTask(); // a page stays alive
 * }
 * sum; // 499500
 */
export function millisecondsInTask(): number {
  return performance.now() - taskStart;
}
