import type { CurveOptions, Point3 } from "./picture.ts";
import type { Space } from "./space.ts";

/** A curve in a space. */
export class SpaceCurve {
  readonly #options: CurveOptions;
  readonly #put: ReturnType<Space["slot"]>;

  constructor(space: Space, options: CurveOptions) {
    this.#options = options;
    this.#put = space.slot();
  }

  /** Lays the curve through points, in a colour as `cssColor` gives it; hides it where there are fewer than two. */
  update(points: readonly Point3[], color: string): void {
    const state = points.length > 1 ? { positions: Float32Array.from(points.flat()), color } : null;
    this.#put({ kind: "curve", options: this.#options, state });
  }
}
