import type { Box } from "../drawing/chart.ts";
import { setAttributes, svg, writeLabel } from "../drawing/svg.ts";
import type { FilterFrame, FilterRequest } from "../simulation/filterRun.ts";
import { latestFrames } from "../simulation/latestFrames.ts";
import { filterAspect, filterPicture } from "./filterPicture.ts";

/** One network with its worker, its frames so far and the picture of its filters. */
export interface FilterNetwork {
  readonly alpha: number;
  readonly group: SVGGElement;
  frames(): readonly FilterFrame[];
  /** Of training, the frames among them. */
  milliseconds(): number;
  /** The last frame up to a step. */
  at(step: number): FilterFrame | undefined;
  /** Forgets what was learnt and trains. */
  train(seed: number): void;
  /** Paints the filters as they were at a step. */
  show(step: number): void;
  layOut(place: Pick<Box, "x" | "y" | "width">): void;
  rest(): void;
}

export function filterNetwork(
  alpha: number,
  { redraw, refuse }: { readonly redraw: () => void; readonly refuse: (reason: string) => void },
): FilterNetwork {
  const picture = svg("image", { style: "image-rendering: pixelated" });
  const title = svg("text", { "text-anchor": "middle", "font-size": 14, fill: "currentColor" });
  writeLabel(title, `*α* = ${alpha}`);
  let frames: FilterFrame[] = [];
  let milliseconds = 0;
  const trainer = latestFrames<FilterRequest, FilterFrame>(
    () => new Worker(new URL("../simulation/filterRun.worker.ts", import.meta.url), { type: "module" }),
    (answer) => {
      if ("error" in answer) return refuse(answer.error);
      milliseconds = answer.milliseconds;
      if ("frame" in answer) frames.push(answer.frame);
      redraw();
    },
  );
  const at = (step: number): FilterFrame | undefined => frames.findLast((frame) => frame.step <= step);
  let painted: FilterFrame | undefined;
  return {
    alpha,
    group: svg("g", {}, [picture, title]),
    frames: () => frames,
    milliseconds: () => milliseconds,
    at,
    train(seed) {
      [frames, milliseconds] = [[], 0];
      trainer.ask({ alpha, seed });
    },
    show(step) {
      const frame = at(step);
      if (frame === undefined || frame === painted) return;
      painted = frame;
      picture.setAttribute("href", filterPicture(frame.filters));
    },
    layOut({ x, y, width }) {
      setAttributes(picture, { x, y, width, height: width / filterAspect });
      setAttributes(title, { x: x + width / 2, y: y - 8 });
    },
    rest: trainer.rest,
  };
}
