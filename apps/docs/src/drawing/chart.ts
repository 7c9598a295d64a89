import { formatLogTick, formatTick } from "@lazyrich/plot";
import { type AxisScale, axisTicks, fractionOf, valueAt } from "./axisScale.ts";
import { linePath, setAttributes, svg, writeLabel } from "./svg.ts";

/** An axis with its label. */
export interface ChartAxis extends AxisScale {
  readonly label: string;
  /** Values that are marked; round ones if not given. */
  readonly ticks?: readonly number[];
}

/** The frame of a chart in pixels of its SVG. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CurveStyle {
  readonly stroke: string;
  readonly width: number;
  readonly dash?: string;
  readonly opacity?: number;
}

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
  readonly #frame = svg("rect", { fill: "none", stroke: "currentColor", "stroke-width": 1 });
  readonly #ticks = svg("g", { "font-size": 12 });
  readonly #xLabel = svg("text", { "text-anchor": "middle", "font-size": 14 });
  readonly #yLabel = svg("text", { "text-anchor": "middle", "font-size": 14 });
  readonly #curves = new Map<string, SVGPathElement>();
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
      this.inside,
      this.above,
      this.#frame,
      this.#ticks,
      this.#xLabel,
      this.#yLabel,
    ]);
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

  /** Draws a named curve, or moves it if there is one of the name. New curves lie above older ones. */
  curve(name: string, xs: ArrayLike<number>, ys: ArrayLike<number>, style: CurveStyle): SVGPathElement {
    let path = this.#curves.get(name);
    if (path === undefined) {
      path = svg("path", { fill: "none", "stroke-linejoin": "round", "stroke-linecap": "round" });
      this.#curves.set(name, path);
      this.#curveGroup.append(path);
    }
    const across = Float64Array.from(xs, (value) => this.x(value));
    const up = Float64Array.from(ys, (value) => this.y(value));
    setAttributes(path, {
      d: linePath(across, up),
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
  }
}
