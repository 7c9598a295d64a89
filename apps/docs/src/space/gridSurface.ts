import type { Point3, SurfaceOptions } from "./picture.ts";
import type { Space } from "./space.ts";

/** How a surface is coloured: each point by a shade of a palette. */
export interface Tint {
  readonly palette: readonly string[];
  /** The place of a point's colour in the palette. */
  readonly shade: (point: Point3) => number;
}

/** A surface over a grid of parameters in [0, 1] x [0, 1]. */
export class GridSurface {
  readonly #options: SurfaceOptions;
  readonly #put: ReturnType<Space["slot"]>;

  constructor(space: Space, options: SurfaceOptions) {
    this.#options = options;
    this.#put = space.slot();
  }

  /** Moves the points, and colours them. */
  update(point: (u: number, v: number) => Point3, { palette, shade }: Tint): void {
    const { rows, columns } = this.#options;
    const positions = new Float32Array(rows * columns * 3);
    const shades = new Uint8Array(rows * columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const k = i * columns + j;
        const at = point(i / (rows - 1), j / (columns - 1));
        positions.set(at, 3 * k);
        shades[k] = shade(at);
      }
    }
    this.#put({ kind: "surface", options: this.#options, state: { positions, shades, palette } });
  }

  hide(): void {
    this.#put({ kind: "surface", options: this.#options, state: null });
  }
}
