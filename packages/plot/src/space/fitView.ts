import { textWidth } from "../text/textWidth.js";
import type { AxisText } from "./axesDrawing.js";

/** A rectangle in the units of the view. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Points on the page from the view: `scale` points per unit. */
export interface Fit {
  readonly scale: number;
  place(right: number, up: number): [number, number];
}

/**
 * The largest equal scale at which an extent and the texts around it, whose places depend on the scale, fit a frame. Texts keep their
 * size, so the room they need is found by a few rounds of trying.
 */
export function fitView(
  extent: Extent,
  frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  texts: (fit: Fit) => readonly AxisText[],
): Fit {
  const room = { left: 1, right: 1, bottom: 1, top: 1 };
  let fit = fitInto();
  for (let round = 0; round < 4; round++) {
    for (const text of texts(fit)) {
      const width = textWidth(text.label, text.size);
      const left = text.x - (text.anchor === "start" ? 0 : text.anchor === "middle" ? width / 2 : width);
      room.left += Math.max(0, frame.left - left);
      room.right += Math.max(0, left + width - frame.left - frame.width);
      room.top += Math.max(0, frame.top - (text.y - 0.8 * text.size));
      room.bottom += Math.max(0, text.y + 0.3 * text.size - frame.top - frame.height);
      fit = fitInto();
    }
  }
  return fit;

  function fitInto(): Fit {
    const width = Math.max(1, frame.width - room.left - room.right);
    const height = Math.max(1, frame.height - room.top - room.bottom);
    const scale = Math.min(width / (extent.right - extent.left || 1), height / (extent.top - extent.bottom || 1));
    const x0 = frame.left + room.left + width / 2 - (scale * (extent.left + extent.right)) / 2;
    const y0 = frame.top + room.top + height / 2 + (scale * (extent.bottom + extent.top)) / 2;
    return { scale, place: (right, up) => [x0 + scale * right, y0 - scale * up] };
  }
}
