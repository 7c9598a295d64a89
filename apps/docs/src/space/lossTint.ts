import { sequentialColor } from "@lazyrich/plot";
import { isDark } from "../drawing/pageTheme.ts";
import type { Tint } from "./gridSurface.ts";
import type { Point3 } from "./picture.ts";

const shades = 128;

/** Colours points by their loss, over three decades below the greatest, as in the figures. */
export function lossTint(lossAt: (point: Point3) => number, greatest: number): Tint {
  const lightness = isDark() ? ([0.42, 0.72] as const) : ([0.68, 0.98] as const);
  return {
    palette: Array.from({ length: shades }, (_, k) => sequentialColor(k / (shades - 1), lightness)),
    shade(point) {
      const fraction = 1 + Math.log10(lossAt(point) / greatest) / 3;
      return Math.max(0, Math.min(shades - 1, Math.round(fraction * (shades - 1))));
    },
  };
}
