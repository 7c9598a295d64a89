import type { ColorScale } from "../scales/colorScale.js";
import { svgElement } from "../svg/svgElement.js";
import type { Cell } from "./projectedSurface.js";

export interface PaintOptions {
  readonly document: Document;
  readonly color: ColorScale | undefined;
  /** How strongly the light models the surfaces, from 0 to 1. */
  readonly shading: number;
  place(right: number, up: number): readonly [number, number];
}

/** A group with the cells in the order given, one path for each run of equal colour. */
export function paintSurfaces(cells: readonly Cell[], { document, color, shading, place }: PaintOptions): SVGElement {
  const group = svgElement(document, "g", { "aria-label": "surface" });
  let d = "";
  let fill = "";
  let opacity = 1;
  const flush = (): void => {
    if (d !== "")
      group.appendChild(svgElement(document, "path", { fill, d, "fill-opacity": opacity < 1 ? opacity : undefined }));
    d = "";
  };
  for (const cell of cells) {
    const nextFill = cellFill(cell, color, shading);
    const nextOpacity = cell.surface.opacity ?? 1;
    if (nextFill !== fill || nextOpacity !== opacity) flush();
    fill = nextFill;
    opacity = nextOpacity;
    // opaque cells overlap a little, so that no seam shows between neighbours; translucent ones would show the overlap instead
    d += outline(cell, place, opacity < 1 ? 0 : 0.3);
  }
  flush();
  return group;
}

/** 64 colours and 16 strengths of light, which no eye tells from more, so that equal neighbours share a path. */
function cellFill(cell: Cell, color: ColorScale | undefined, shading: number): string {
  const base =
    Number.isFinite(cell.value) && color !== undefined
      ? color.color(color.valueAt(Math.round(Math.min(1, Math.max(0, color.positionOf(cell.value))) * 64) / 64))
      : (cell.surface.fill ?? "#d9d9d9");
  return shade(base, 1 - shading * (1 - Math.round(cell.light * 16) / 16));
}

function outline({ corners }: Cell, place: PaintOptions["place"], growth: number): string {
  const placed = [0, 3, 6, 9].map((k) => place(corners[k]!, corners[k + 1]!));
  const cx = placed.reduce((sum, [x]) => sum + x, 0) / 4;
  const cy = placed.reduce((sum, [, y]) => sum + y, 0) / 4;
  // whole tenths of a point, and differences of them, which are exact
  const [a, b, c, d] = placed.map(([x, y]) => {
    const distance = Math.hypot(x - cx, y - cy) || 1;
    return [
      Math.round(10 * (x + (growth * (x - cx)) / distance)),
      Math.round(10 * (y + (growth * (y - cy)) / distance)),
    ] as const;
  }) as [Tenths, Tenths, Tenths, Tenths];
  return `M${a[0] / 10},${a[1] / 10}l${step(a, b)},${step(b, c)},${step(c, d)}z`;
}

type Tenths = readonly [number, number];
const step = (from: Tenths, to: Tenths): string => `${(to[0] - from[0]) / 10},${(to[1] - from[1]) / 10}`;

/** A hex colour darkened by a factor in [0, 1] of its encoded channels. */
function shade(hex: string, factor: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const channel = (shift: number): string =>
    Math.round(((value >> shift) & 255) * factor)
      .toString(16)
      .padStart(2, "0");
  return `#${channel(16)}${channel(8)}${channel(0)}`;
}
