import { setAttributes, svg, writeLabel } from "../drawing/svg.ts";
import type { Point3 } from "./picture.ts";
import type { Space } from "./space.ts";

export interface SpaceHandleOptions {
  readonly name: string;
  readonly label: string;
  /** The curve it is dragged along, a point for each of ascending values. */
  readonly curve: () => readonly { readonly value: number; readonly at: Point3 }[];
  readonly step: number;
  readonly move: (value: number) => void;
}

/** How many steps a key takes; Home and End go to the ends. */
const stepsOfKey: Readonly<Record<string, number>> = {
  ...{ ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 },
  ...{ PageUp: 10, PageDown: -10, Home: -1e6, End: 1e6 },
};

/** A point in space that is dragged along a curve, by pointer or with the arrow keys, Page Up and Down, Home and End. */
export class SpaceHandle {
  readonly #group: SVGGElement;
  readonly #space: Space;
  readonly #options: SpaceHandleOptions;
  #at: Point3 = [0, 0, 0];
  #value = 0;

  constructor(space: Space, options: SpaceHandleOptions) {
    this.#space = space;
    this.#options = options;
    const text = svg("text", { x: -12, y: -11, class: "handle-label", "font-size": 16, "text-anchor": "end" });
    writeLabel(text, options.label);
    this.#group = svg("g", { class: "handle", tabindex: 0, role: "slider", "aria-label": options.name }, [
      svg("circle", { r: 22, fill: "transparent" }),
      svg("circle", { r: 7, class: "handle-ring" }),
      text,
    ]);
    space.overlay.append(this.#group);
    space.onRender(() => this.#follow());
    this.#group.addEventListener("pointerdown", (event) => {
      this.#group.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.#group.focus({ preventScroll: true });
    });
    this.#group.addEventListener("pointermove", (event) => {
      if (!this.#group.hasPointerCapture(event.pointerId)) return;
      const frame = space.overlay.getBoundingClientRect();
      const value = this.#nearest(event.clientX - frame.left, event.clientY - frame.top);
      if (value !== undefined) options.move(value);
    });
    this.#group.addEventListener("keydown", (event) => {
      const steps = stepsOfKey[event.key];
      if (steps === undefined) return;
      event.preventDefault();
      const { value: first } = options.curve()[0]!;
      const { value: last } = options.curve().at(-1)!;
      options.move(Math.min(last, Math.max(first, Number((this.#value + steps * options.step).toFixed(6)))));
    });
  }

  place(at: Point3, value: number): void {
    this.#at = at;
    this.#value = value;
    const curve = this.#options.curve();
    setAttributes(this.#group, {
      "aria-valuemin": curve[0]!.value,
      "aria-valuemax": curve.at(-1)!.value,
      "aria-valuenow": value,
      "aria-valuetext": `${value}`,
    });
  }

  #follow(): void {
    const [x, y] = this.#space.project(this.#at);
    setAttributes(this.#group, { transform: `translate(${x},${y})` });
  }

  /** The value whose point is seen nearest to a place on the overlay. */
  #nearest(x: number, y: number): number | undefined {
    let best = Infinity;
    let found: number | undefined;
    for (const { value, at } of this.#options.curve()) {
      const [px, py] = this.#space.project(at);
      const distance = Math.hypot(px - x, py - y);
      if (distance < best) [best, found] = [distance, value];
    }
    return found;
  }
}
