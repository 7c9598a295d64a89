import type { Answer } from "./answerRequests.ts";

/** A worker that is asked anew at every move of a slider. */
export interface LatestAnswer<Request> {
  /** Asks; what was asked before and is not begun yet is forgotten. */
  ask(request: Request): void;
  /** Ends the worker; the next `ask` starts another. */
  rest(): void;
}

/**
 * Asks a worker one thing at a time: while it computes, only the newest question waits.
 *
 * @param start makes the worker, on the first question.
 * @param receive is called with each question and its answer.
 */
export function latestAnswer<Request, Result>(
  start: () => Worker,
  receive: (request: Request, answer: Answer<Result>) => void,
): LatestAnswer<Request> {
  let worker: Worker | undefined;
  let asked: Request | undefined;
  let waiting: Request | undefined;

  const send = (request: Request): void => {
    if (worker === undefined) {
      worker = start();
      worker.onmessage = ({ data }: MessageEvent<Answer<Result>>) => {
        const question = asked!;
        const next = waiting;
        asked = undefined;
        waiting = undefined;
        receive(question, data);
        if (next !== undefined) send(next);
      };
    }
    asked = request;
    worker.postMessage(request);
  };
  return {
    ask(request) {
      if (asked === undefined) send(request);
      else waiting = request;
    },
    rest() {
      worker?.terminate();
      worker = undefined;
      asked = undefined;
      waiting = undefined;
    },
  };
}
