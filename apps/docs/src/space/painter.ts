import type { PictureFrame } from "./picture.ts";

/** Paints a canvas in a worker, so that the page never waits for a picture. */
export interface Painter {
  /** Resolves when the frame is drawn; rejects if the worker has no WebGL. One at a time. */
  paint(frame: PictureFrame): Promise<void>;
  /** Ends the worker. The canvas keeps the last frame. */
  end(): void;
}

/** @param canvas a new one. */
export function startPainter(canvas: HTMLCanvasElement): Painter {
  const worker = new Worker(new URL("./spacePicture.worker.ts", import.meta.url), { type: "module" });
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage(offscreen, [offscreen]);
  return {
    paint: (frame) =>
      new Promise((resolve, reject) => {
        worker.onmessage = () => resolve();
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(frame);
      }),
    end: () => worker.terminate(),
  };
}
