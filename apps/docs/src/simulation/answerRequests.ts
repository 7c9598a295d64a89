/** What a worker is sent, and what it sends back. */
export type Answer<Result> = { readonly result: Result; readonly milliseconds: number } | { readonly error: string };

/** Makes this worker answer each message with what a function computes from it. */
export function answerRequests<Request, Result>(compute: (request: Request) => Result | Promise<Result>): void {
  self.onmessage = async ({ data }: MessageEvent<Request>) => {
    const start = performance.now();
    let answer: Answer<Result>;
    try {
      answer = { result: await compute(data), milliseconds: performance.now() - start };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    self.postMessage(answer);
  };
}
