import type { Answer } from "./answerRequests.ts";

/** As many workers as the machine has cores to spare, four at most. */
export const poolSize = (): number => Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

/** A list of questions, answered one by one by several workers. */
export interface WorkerPool<Request> {
  /** Starts on a new list; what was left of another is forgotten. */
  run(requests: readonly Request[]): void;
  /** Ends the workers. */
  rest(): void;
}

/**
 * A pool of workers of one kind.
 *
 * @param start makes a worker.
 * @param receive is called with each question and its answer, in the order of the answers.
 */
export function workerPool<Request, Result>(
  start: () => Worker,
  receive: (request: Request, answer: Answer<Result>) => void,
): WorkerPool<Request> {
  let workers: Worker[] = [];
  const rest = (): void => {
    for (const worker of workers) worker.terminate();
    workers = [];
  };
  return {
    rest,
    run(requests) {
      rest();
      let next = 0;
      workers = Array.from({ length: Math.min(poolSize(), requests.length) }, () => {
        const worker = start();
        const ask = (): void => {
          const request = requests[next++];
          if (request === undefined) {
            worker.terminate();
            return;
          }
          worker.onmessage = ({ data }: MessageEvent<Answer<Result>>) => {
            receive(request, data);
            ask();
          };
          worker.postMessage(request);
        };
        ask();
        return worker;
      });
    },
  };
}
