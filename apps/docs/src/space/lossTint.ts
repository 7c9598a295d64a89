import { sequentialColor } from "@lazyrich/plot";
import { Color } from "three";
import { isDark } from "../drawing/pageTheme.ts";

const shades = 128;

/** Colours of losses over three decades below the greatest, as in the figures: a table that is read for each point of a surface. */
export function lossTint(greatest: number): (loss: number, out: Color) => void {
  const lightness = isDark() ? ([0.42, 0.72] as const) : ([0.68, 0.98] as const);
  const table = Array.from({ length: shades }, (_, k) => new Color(sequentialColor(k / (shades - 1), lightness)));
  return (loss, out) => {
    const fraction = 1 + Math.log10(loss / greatest) / 3;
    out.copy(table[Math.max(0, Math.min(shades - 1, Math.round(fraction * (shades - 1))))]!);
  };
}
