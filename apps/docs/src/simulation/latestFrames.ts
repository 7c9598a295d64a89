import type { FrameAnswer, FrameQuestion } from "./showFrames.ts";

/** A worker that trains, and is asked anew when a reader changes what is trained. */
export interface LatestFrames<Request> {
  /** Asks; the training that was asked for before ends. */
  ask(request: Request): void;
  /** Ends the worker; the next `ask` starts another. */
  rest(): void;
}

/**
 * Has a worker train, and receives its frames; those of an older question are dropped.
 *
 * @param start makes the worker, on the first question.
 */
export function latestFrames<Request, Frame>(
  start: () => Worker,
  receive: (answer: FrameAnswer<Frame>) => void,
): LatestFrames<Request> {
  let worker: Worker | undefined;
  let question = 0;
  return {
    ask(request) {
      if (worker === undefined) {
        worker = start();
        worker.onmessage = ({ data }: MessageEvent<FrameAnswer<Frame>>) => {
          if (data.question === question) receive(data);
        };
      }
      question++;
      worker.postMessage({ question, request } satisfies FrameQuestion<Request>);
    },
    rest() {
      worker?.terminate();
      worker = undefined;
    },
  };
}
