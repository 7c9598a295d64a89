import { formatLogTick, formatTick } from "@lazyrich/plot";
import { type AxisScale, axisTicks, fractionOf, valueAt } from "./axisScale.ts";
import type { Box } from "./box.ts";
import { ChartPointer, digits, type Pointed } from "./chartPointer.ts";
import { CurveLabels, type LabelledCurve } from "./curveLabels.ts";
import { type DrawnRow, tellRows } from "./drawnTable.ts";
import { plainLabel } from "./plainLabel.ts";
import { linePath, setAttributes, svg, writeLabel } from "./svg.ts";

/** An axis with its label. */
export interface ChartAxis extends AxisScale {
  readonly label: string;
  /** Values that are marked; round ones if not given. */
  readonly ticks?: readonly number[];
}

export type { Box } from "./box.ts";

export interface CurveStyle {
  readonly stroke: string;
  readonly width: number;
  readonly dash?: string;
  readonly opacity?: number;
  /** What the curve is: said where the reader points at it, and in the table of the drawing. A line that only guides the eye has none. */
  readonly title?: string | undefined;
  /** Written at the curve. */
  readonly label?: string | undefined;
}

interface DrawnCurve extends LabelledCurve {
  readonly title: string | undefined;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** The layout that it is drawn in. */
  readonly laidOut: string;
}

/** How far from a curve, in pixels, a pointer still means it. */
const reach = 28;
/** How long curves have stood still, in milliseconds, before their names look for better places. */
const settled = 150;

let count = 0;

/**
 * Axes and curves as plain SVG that is updated in place, fast enough for every frame of a drag: only ticks that change are made anew.
 * The frame, its ticks and letters look as those of `@lazyrich/plot`.
 */
export class Chart {
  readonly group: SVGGElement;
  /** What is drawn inside the frame and cut off at it: a background may be put before the curves. */
  readonly inside: SVGGElement;
  /** What is drawn over the curves, cut off at the frame too. */
  readonly above: SVGGElement;
  readonly #curveGroup = svg("g");
  readonly #clip = svg("rect");
  readonly #frame = svg("rect", { class: "chart-frame", fill: "none", stroke: "currentColor", "stroke-width": 1 });
  readonly #ticks = svg("g", { "font-size": 12 });
  readonly #xLabel = svg("text", { "text-anchor": "middle", "font-size": 14 });
  readonly #yLabel = svg("text", { "text-anchor": "middle", "font-size": 14 });
  readonly #curves = new Map<string, SVGPathElement>();
  readonly #drawn = new Map<string, DrawnCurve>();
  readonly #labels = new CurveLabels();
  readonly #reserved = new Map<string, Box>();
  readonly #pointer = new ChartPointer();
  readonly #sensor = svg("rect", { fill: "transparent" });
  #pointedAt: readonly [number, number] | undefined;
  #isOutdated = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** What a map shows at values of the axes, line by line; nothing for what has no map. */
  readingAt: (x: number, y: number) => readonly string[] | undefined = () => undefined;
  /** The rows of a map, beside those of the curves. */
  mapRows: () => Iterable<DrawnRow> = () => [];
  #laidOut = "";
  #box: Box = { x: 0, y: 0, width: 1, height: 1 };
  #xAxis: ChartAxis = { type: "linear", domain: [0, 1], label: "" };
  #yAxis: ChartAxis = this.#xAxis;

  constructor() {
    const id = `chart-clip-${count++}`;
    const clipped = { "clip-path": `url(#${id})` };
    this.inside = svg("g", clipped, [this.#curveGroup]);
    this.above = svg("g", clipped);
    this.group = svg("g", { fill: "currentColor" }, [
      svg("clipPath", { id }, [this.#clip]),
      this.#sensor,
      this.inside,
      this.above,
      this.#frame,
      this.#ticks,
      this.#xLabel,
      this.#yLabel,
      this.#labels.group,
      this.#pointer.group,
    ]);
    tellRows(this.group, () => this.#rows());
    this.group.addEventListener("pointermove", (event) => {
      const frame = this.group.ownerSVGElement!.getBoundingClientRect();
      this.#point([event.clientX - frame.left, event.clientY - frame.top]);
    });
    this.group.addEventListener("pointerleave", () => this.#point(undefined));
  }

  /** Places the frame and its axes; cheap where nothing has changed. */
  layOut(box: Box, xAxis: ChartAxis, yAxis: ChartAxis): void {
    const key = JSON.stringify([box, xAxis, yAxis]);
    if (key === this.#laidOut) return;
    this.#laidOut = key;
    this.#box = box;
    this.#xAxis = xAxis;
    this.#yAxis = yAxis;
    const { x, y, width, height } = box;
    setAttributes(this.#clip, { x, y, width, height });
    setAttributes(this.#frame, { x, y, width, height });
    setAttributes(this.#sensor, { x, y, width, height });
    const bottom = y + height;
    const ticks: SVGElement[] = [];
    const write = (value: number, axis: ChartAxis, attributes: Record<string, string | number>): void => {
      const text = svg("text", attributes);
      writeLabel(text, axis.type === "log" && axis.ticks === undefined ? formatLogTick(value) : formatTick(value));
      ticks.push(text);
    };
    for (const value of xAxis.ticks ?? axisTicks(xAxis, Math.max(2, Math.floor(width / 55)))) {
      const at = this.x(value);
      ticks.push(svg("path", { d: `M${at},${bottom}v4`, stroke: "currentColor" }));
      write(value, xAxis, { x: at, y: bottom + 16, "text-anchor": "middle" });
    }
    for (const value of yAxis.ticks ?? axisTicks(yAxis, Math.max(2, Math.floor(height / 58)))) {
      const at = this.y(value);
      ticks.push(svg("path", { d: `M${x},${at}h-4`, stroke: "currentColor" }));
      write(value, yAxis, { x: x - 7, y: at + 4, "text-anchor": "end" });
    }
    this.#ticks.replaceChildren(...ticks);
    writeLabel(this.#xLabel, xAxis.label);
    setAttributes(this.#xLabel, { x: x + width / 2, y: bottom + 34 });
    writeLabel(this.#yLabel, yAxis.label);
    setAttributes(this.#yLabel, { transform: `translate(${x - 38},${y + height / 2})rotate(-90)` });
  }

  x(value: number): number {
    return this.#box.x + this.#box.width * fractionOf(this.#xAxis, value);
  }

  y(value: number): number {
    return this.#box.y + this.#box.height * (1 - fractionOf(this.#yAxis, value));
  }

  /** The values at a point of the SVG. */
  valuesAt(x: number, y: number): readonly [number, number] {
    const { x: left, y: top, width, height } = this.#box;
    return [valueAt(this.#xAxis, (x - left) / width), valueAt(this.#yAxis, 1 - (y - top) / height)];
  }

  /**
   * Draws a named curve, or moves it if there is one of the name; the same arrays in the same layout stay where they are. New curves lie above
   * older ones.
   */
  curve(name: string, xs: ArrayLike<number>, ys: ArrayLike<number>, style: CurveStyle): SVGPathElement {
    let path = this.#curves.get(name);
    if (path === undefined) {
      path = svg("path", { fill: "none", "stroke-linejoin": "round", "stroke-linecap": "round" });
      this.#curves.set(name, path);
      this.#curveGroup.append(path);
    }
    const former = this.#drawn.get(name);
    const isWhereItWas = former?.xs === xs && former.ys === ys && former.laidOut === this.#laidOut;
    const across = isWhereItWas ? former.across : Float64Array.from(xs, (value) => this.x(value));
    const up = isWhereItWas ? former.up : Float64Array.from(ys, (value) => this.y(value));
    const { title, label, stroke: color } = style;
    this.#drawn.set(name, {
      ...{ across, up, xs, ys, title, label, color, isGuide: title === undefined },
      laidOut: this.#laidOut,
    });
    this.#finishSoon();
    if (!isWhereItWas) setAttributes(path, { d: linePath(across, up) });
    setAttributes(path, {
      stroke: style.stroke,
      "stroke-width": style.width,
      "stroke-dasharray": style.dash,
      opacity: style.opacity,
    });
    return path;
  }

  /** Takes a named curve away. */
  removeCurve(name: string): void {
    this.#curves.get(name)?.remove();
    this.#curves.delete(name);
    if (this.#drawn.delete(name)) this.#finishSoon();
  }

  /** Keeps the names of curves away from what is drawn over the chart: from one place for each name that is given. */
  reserve(name: string, place: Box): void {
    this.#reserved.set(name, place);
  }

  /** When all curves of a drawing stand, names are put to them, and the pointer finds what is under it now. */
  #finishSoon(): void {
    if (this.#isOutdated) return;
    this.#isOutdated = true;
    queueMicrotask(() => {
      this.#isOutdated = false;
      clearTimeout(this.#settling);
      // names of new curves come with the first rest
      if (this.#settling !== undefined) this.#placeLabels(false);
      this.#settling = setTimeout(() => this.#placeLabels(true), settled);
      if (this.#pointedAt !== undefined) this.#point(this.#pointedAt);
    });
  }

  #placeLabels(isSettled: boolean): void {
    this.#labels.place(this.#drawn, { box: this.#box, reserved: [...this.#reserved.values()], isSettled });
  }

  #point(at: readonly [number, number] | undefined): void {
    this.#pointedAt = at;
    const { x, y, width, height } = this.#box;
    const isInside = at !== undefined && at[0] >= x && at[0] <= x + width && at[1] >= y && at[1] <= y + height;
    this.#pointer.show(isInside ? (this.#nearest(at) ?? this.#reading(at)) : undefined, this.#box);
  }

  /** The nearest point of a curve that has a title. */
  #nearest([x, y]: readonly [number, number]): Pointed | undefined {
    let least = reach;
    let found: Pointed | undefined;
    for (const { across, up, xs, ys, title } of this.#drawn.values()) {
      if (title === undefined) continue;
      for (let i = 0; i < across.length; i++) {
        const distance = Math.hypot(across[i]! - x, up[i]! - y);
        if (!(distance < least)) continue;
        least = distance;
        const lines = [title, valueOn(this.#xAxis, xs[i]!), valueOn(this.#yAxis, ys[i]!)];
        found = { x: across[i]!, y: up[i]!, lines };
      }
    }
    return found;
  }

  #reading([x, y]: readonly [number, number]): Pointed | undefined {
    const lines = this.readingAt(...this.valuesAt(x, y));
    return lines === undefined ? undefined : { x, y, lines };
  }

  *#rows(): Iterable<DrawnRow> {
    const chart = plainLabel(`${this.#yAxis.label} over ${this.#xAxis.label}`);
    for (const { xs, ys, title } of this.#drawn.values()) {
      if (title === undefined) continue;
      const curve = plainLabel(title);
      for (let i = 0; i < xs.length; i++) yield { chart, curve, x: xs[i]!, y: ys[i]! };
    }
    yield* this.mapRows();
  }
}

const valueOn = ({ label }: ChartAxis, value: number): string => `${label} ${digits(value)}`.trim();
