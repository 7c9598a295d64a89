import type { CurveOptions, Point3 } from "./picture.ts";
import type { Space } from "./space.ts";

/** A curve in a space. */
export class SpaceCurve {
  readonly #options: CurveOptions;
  readonly #put: ReturnType<Space["slot"]>;

  /** The points that it is laid through now. */
  points: readonly Point3[] = [];

  constructor(space: Space, options: CurveOptions) {
    this.#options = options;
    this.#put = space.slot();
    if (options.title !== undefined) space.titled.push(this);
  }

  get title(): string {
    return this.#options.title ?? "";
  }

  /** Lays the curve through points, in a colour as `cssColor` gives it; hides it where there are fewer than two. */
  update(points: readonly Point3[], color: string): void {
    this.points = points;
    const state = points.length > 1 ? { positions: Float32Array.from(points.flat()), color } : null;
    this.#put({ kind: "curve", options: this.#options, state });
  }
}
