import { formatTick } from "@lazyrich/plot";
import type { Chart } from "./chart.ts";
import { setAttributes, svg, writeLabel } from "./svg.ts";

export interface DragHandleOptions {
  /** What a screen reader calls it. */
  readonly name: string;
  /** Written beside it. */
  readonly label: string;
  readonly symbol: "ring" | "star";
  /** Where it may go, across and up. */
  readonly extent: readonly [readonly [number, number], readonly [number, number]];
  readonly move: (x: number, y: number) => void;
}

const star = "M0-10l2.9 6.1 6.7.8-4.9 4.6 1.3 6.6L0 4.9l-6 3.2 1.3-6.6-4.9-4.6 6.7-.8z";
/** Pixels across and up; Home and End go to the sides. */
const keys: Readonly<Record<string, readonly [number, number]>> = {
  ...{ ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, 5], ArrowDown: [0, -5] },
  ...{ PageUp: [0, 25], PageDown: [0, -25], Home: [-1e4, 0], End: [1e4, 0] },
};

/** A point of a chart that is dragged with a pointer or moved with the arrow keys (five pixels at a time, 25 with Shift or Page Up and Down, to the sides with Home and End). */
export class DragHandle {
  readonly group: SVGGElement;
  readonly #options: DragHandleOptions;
  #chart: Chart | undefined;
  #at: readonly [number, number] = [0, 0];

  constructor(options: DragHandleOptions) {
    this.#options = options;
    const { name, label, symbol, extent } = options;
    const text = svg("text", { x: 13, y: -9, class: "handle-label", "font-size": 16 });
    writeLabel(text, label);
    this.group = svg("g", { class: "handle", tabindex: 0, role: "slider", "aria-label": name }, [
      svg("circle", { r: 22, fill: "transparent" }),
      symbol === "star"
        ? svg("path", { d: star, class: "handle-star" })
        : svg("circle", { r: 7, class: "handle-ring" }),
      text,
    ]);
    setAttributes(this.group, { "aria-valuemin": extent[0][0], "aria-valuemax": extent[0][1] });
    this.group.addEventListener("pointerdown", (event) => {
      this.group.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.group.focus({ preventScroll: true });
    });
    this.group.addEventListener("pointermove", (event) => {
      if (!this.group.hasPointerCapture(event.pointerId) || this.#chart === undefined) return;
      const frame = this.group.ownerSVGElement!.getBoundingClientRect();
      this.#move(this.#chart.valuesAt(event.clientX - frame.left, event.clientY - frame.top));
    });
    this.group.addEventListener("keydown", (event) => {
      const direction = keys[event.key];
      if (direction === undefined || this.#chart === undefined) return;
      event.preventDefault();
      const step = event.shiftKey ? 5 : 1;
      const [x, y] = this.#at;
      this.#move(this.#chart.valuesAt(this.#chart.x(x) + step * direction[0], this.#chart.y(y) - step * direction[1]));
    });
  }

  /** Stands it at values of the chart. */
  place(chart: Chart, x: number, y: number): void {
    this.#chart = chart;
    this.#at = [x, y];
    chart.reserve(this.#options.name, { x: chart.x(x) - 10, y: chart.y(y) - 26, width: 46, height: 36 });
    setAttributes(this.group, {
      transform: `translate(${chart.x(x)},${chart.y(y)})`,
      "aria-valuenow": x,
      "aria-valuetext": `(${formatTick(x)}, ${formatTick(y)})`,
    });
  }

  #move(to: readonly [number, number]): void {
    const [x, y] = to.map((value, k) => {
      const [low, high] = this.#options.extent[k]!;
      const inside = Math.min(high, Math.max(low, value));
      return Math.abs(inside) < 0.1 && low < 0 ? Number(inside.toFixed(2)) : Number(inside.toPrecision(3));
    });
    this.#options.move(x!, y!);
  }
}
