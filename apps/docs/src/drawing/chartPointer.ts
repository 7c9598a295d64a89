import { formatTick } from "@lazyrich/plot";
import type { Box } from "./box.ts";
import { plainLabel } from "./plainLabel.ts";
import { setAttributes, svg, writeLabel } from "./svg.ts";

/** A point that the reader may mean: where it stands in pixels, and what is said of it, line by line. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

const lineHeight = 16;

/** What stands under the pointer, said beside it. */
export class ChartPointer {
  readonly group: SVGGElement = svg("g", { class: "chart-pointer", "aria-hidden": "true", visibility: "hidden" });
  readonly #dot = svg("circle", { r: 4 });
  readonly #card = svg("rect", { rx: 4 });
  readonly #texts: SVGTextElement[] = [];

  constructor() {
    this.group.append(this.#dot, this.#card);
  }

  show(pointed: Pointed | undefined, box: Box): void {
    setAttributes(this.group, { visibility: pointed === undefined ? "hidden" : "visible" });
    if (pointed === undefined) return;
    const { x, y, lines } = pointed;
    setAttributes(this.#dot, { cx: x, cy: y });
    while (this.#texts.length < lines.length) {
      const text = svg("text", { "font-size": 13 });
      this.#texts.push(text);
      this.group.append(text);
    }
    const width = Math.max(...lines.map((line) => plainLabel(line).length)) * 6.9 + 14;
    const height = lines.length * lineHeight + 8;
    const isRight = x + width + 14 <= box.x + box.width;
    const left = isRight ? x + 12 : Math.max(box.x + 2, x - width - 12);
    const top = Math.min(Math.max(y - height - 8, box.y + 2), box.y + box.height - height - 2);
    setAttributes(this.#card, { x: left, y: top, width, height });
    for (const [k, text] of this.#texts.entries()) {
      setAttributes(text, { x: left + 7, y: top + 16 + k * lineHeight });
      writeLabel(text, lines[k] ?? "");
    }
  }
}

/** Four digits of a number, as labels write them. */
export const digits = (value: number): string => formatTick(Number(value.toPrecision(4)));
