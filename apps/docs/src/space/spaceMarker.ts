import type { MarkerOptions, Point3 } from "./picture.ts";
import type { Space } from "./space.ts";

/** A ball at a point of a space. */
export class SpaceMarker {
  readonly #options: MarkerOptions;
  readonly #put: ReturnType<Space["slot"]>;

  constructor(space: Space, options: MarkerOptions) {
    this.#options = options;
    this.#put = space.slot();
  }

  place(at: Point3): void {
    this.#put({ kind: "marker", options: this.#options, state: at });
  }

  hide(): void {
    this.#put({ kind: "marker", options: this.#options, state: null });
  }
}
