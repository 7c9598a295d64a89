import { setAttributes, svg, writeLabel } from "../drawing/svg.ts";
import type { Point3 } from "./picture.ts";
import type { Space } from "./space.ts";
import { SpaceCurve } from "./spaceCurve.ts";

const labels = ["*w*_1", "*w*_2", "*a*"] as const;

/** The axes of w1, w2 and a through the origin, named at their ends. */
export function addAxes(space: Space, length: number): { recolor(ink: string): void } {
  const ends = labels.map((_, k): Point3 => [k === 0 ? length : 0, k === 1 ? length : 0, k === 2 ? length : 0]);
  const curves = ends.map(() => new SpaceCurve(space, { width: 1.3, raised: false }));
  const texts = labels.map((label) => {
    const text = svg("text", { class: "handle-label", "font-size": 17, "text-anchor": "middle" });
    writeLabel(text, label);
    return text;
  });
  space.overlay.append(...texts);
  space.onRender(() => {
    ends.forEach((end, k) => {
      const [x, y] = space.project([end[0] * 1.08, end[1] * 1.08, end[2] * 1.08]);
      setAttributes(texts[k]!, { x, y: y + 5 });
    });
  });
  let drawn = "";
  return {
    recolor(ink) {
      if (ink === drawn) return;
      drawn = ink;
      for (const [k, end] of ends.entries()) curves[k]!.update([[-end[0], -end[1], -end[2]], end], ink);
    },
  };
}
