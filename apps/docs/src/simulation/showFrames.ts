/** What a worker that trains is asked; the number is that of the question, as a newer one may be on its way. */
export interface FrameQuestion<Request> {
  readonly question: number;
  readonly request: Request;
}

/** What it sends back: a frame, the end of the training, or why there is none. */
export type FrameAnswer<Frame> = { readonly question: number } & (
  | { readonly frame: Frame; readonly milliseconds: number }
  | { readonly isDone: true; readonly milliseconds: number }
  | { readonly error: string }
);

/** Makes this worker answer a question with frame after frame, until the training is done or another question comes. */
export function showFrames<Request, Frame>(
  train: (request: Request, show: (frame: Frame) => void, signal: AbortSignal) => Promise<void>,
): void {
  let current = new AbortController();
  self.onmessage = async ({ data: { question, request } }: MessageEvent<FrameQuestion<Request>>) => {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const start = performance.now();
    const answer = (given: { frame: Frame } | { isDone: true }): void =>
      self.postMessage({ question, milliseconds: performance.now() - start, ...given });
    try {
      await train(request, (frame) => answer({ frame }), signal);
      answer({ isDone: true });
    } catch (error) {
      if (signal.aborted) return;
      self.postMessage({ question, error: error instanceof Error ? error.message : String(error) });
    }
  };
}
