import * as Plot from "@observablehq/plot";
import type { ColorScale } from "./colorScale.js";
import type { FigurePanel, PanelContext, PanelMeasure } from "./figurePanel.js";
import { formatLogTick, formatTick, powersOfTen, roundTicks } from "./formatTick.js";
import { svgElement } from "./svgElement.js";
import { textWidth } from "./textWidth.js";

/** One axis of a panel. Labels are read as math labels (see `parseLabel`). */
export interface Axis {
  readonly label?: string;
  /** Written after the label in parentheses. */
  readonly unit?: string;
  readonly type?: "linear" | "log" | "symlog";
  /** The values at both ends; by default those of the rows, or of all panels that share the axis. */
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
  /** Where a "symlog" axis turns from linear to logarithmic. */
  readonly constant?: number;
  /** Space between the rows' extremes and the frame where no `domain` is given, as a fraction of its extent: 0 for maps, else 0.04. */
  readonly padding?: number;
  /** Faint lines across the panel at the ticks. */
  readonly grid?: boolean;
  /** false leaves out line, ticks and label: inner panels of a shared axis, maps of the plane. */
  readonly show?: boolean;
}

export interface PanelOptions {
  readonly title?: string;
  readonly x?: Axis;
  readonly y?: Axis;
  /** Marks from bottom to top: ours, or any of Observable Plot's. */
  readonly marks: readonly Plot.Markish[];
  /** The panel's own colour scale instead of the figure's. */
  readonly color?: ColorScale;
  /** One unit is as long on y as on x: the shorter axis is extended. */
  readonly equalAspect?: boolean;
  /** false leaves out the thin frame around the panel. */
  readonly frame?: boolean;
}

/**
 * A panel of a figure: two axes and a list of marks.
 *
 * @throws RangeError if a domain is empty or not finite, or not positive on a logarithmic axis.
 */
export function panel(options: PanelOptions): FigurePanel {
  checkAxis("x", options.x);
  checkAxis("y", options.y);
  return {
    title: options.title,
    measure: (context) => measure(options, context),
    draw: (context) => draw(options, context),
  };
}

function checkAxis(name: string, axis: Axis | undefined): void {
  if (axis?.domain === undefined) return;
  const [low, high] = axis.domain;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low !== high))
    throw new RangeError(`${name}.domain is [${low}, ${high}], but must be two different finite numbers`);
  if (axis.type === "log" && !(low > 0 && high > 0))
    throw new RangeError(`${name}.domain is [${low}, ${high}], but a logarithmic axis needs positive numbers`);
}

function measure(options: PanelOptions, context: PanelContext): PanelMeasure {
  const probe = Plot.plot({
    document: context.document as Document,
    width: context.width,
    height: context.height,
    margin: 0,
    axis: null,
    x: scaleOptions(options.x, undefined),
    y: scaleOptions(options.y, undefined),
    ...colorOptions(options, context),
    marks: [...options.marks],
  });
  let x = domainOf(probe.scale("x"));
  let y = domainOf(probe.scale("y"));
  const tight = marksOf(options.marks).some((mark) => mark instanceof Plot.Contour || mark instanceof Plot.Raster);
  x = pad(x, options.x, tight);
  y = pad(y, options.y, tight);
  if (options.equalAspect && x !== undefined && y !== undefined)
    [x, y] = equalize(x, y, context.width / context.height);
  const { fontSize, tickSize } = context.theme;
  const yAxis = yTicks(options.y, y, context.height);
  const xAxis = xTicks(options.x, x, context.width, fontSize.tick);
  const yWidth = Math.max(0, ...yAxis.ticks.map((tick) => textWidth(yAxis.format(tick), fontSize.tick)));
  const xShown = options.x?.show !== false && x !== undefined;
  const yShown = options.y?.show !== false && y !== undefined;
  const last = xAxis.ticks.at(-1);
  return {
    domains: { x, y },
    margins: {
      left: yShown ? tickSize + 2.5 + yWidth + (axisLabel(options.y) === "" ? 0 : fontSize.label + 4) : 1,
      bottom: xShown ? tickSize + 2.5 + fontSize.tick + (axisLabel(options.x) === "" ? 1 : fontSize.label + 2) : 1,
      right: xShown && last !== undefined && nearEnd(last, x!) ? textWidth(xAxis.format(last), fontSize.tick) / 2 : 1,
      top: 3,
    },
  };
}

const nearEnd = (value: number, [low, high]: readonly [number, number]): boolean =>
  Math.abs((value - low) / (high - low)) > 0.93;

function draw(options: PanelOptions, context: PanelContext): SVGElement {
  const { theme, width, height, margins, domains, document } = context;
  const x = domains.x;
  const y = domains.y;
  const marks: Plot.Markish[] = [];
  const stroke = theme.frameWidth;
  const xAxis = xTicks(options.x, x, width, theme.fontSize.tick);
  const yAxis = yTicks(options.y, y, height);
  if (options.x?.grid && x)
    marks.push(Plot.gridX(xAxis.ticks, { stroke: theme.faint, strokeOpacity: 1, strokeWidth: 0.4 }));
  if (options.y?.grid && y)
    marks.push(Plot.gridY(yAxis.ticks, { stroke: theme.faint, strokeOpacity: 1, strokeWidth: 0.4 }));
  marks.push(...options.marks);
  if (options.frame !== false) marks.push(Plot.frame({ stroke: "currentColor", strokeWidth: stroke }));
  const common = { labelArrow: "none", labelAnchor: "center", strokeWidth: stroke, tickSize: theme.tickSize } as const;
  if (options.x?.show !== false && x)
    marks.push(
      Plot.axisX(xAxis.ticks, {
        ...common,
        tickPadding: 2.5,
        text: xAxis.format,
        label: axisLabel(options.x) || null,
        labelOffset: margins.bottom - 1,
        fontSize: theme.fontSize.tick,
        fontVariant: null as unknown as string,
      }),
    );
  if (options.y?.show !== false && y)
    marks.push(
      Plot.axisY(yAxis.ticks, {
        ...common,
        tickPadding: 2.5,
        text: yAxis.format,
        label: axisLabel(options.y) || null,
        labelOffset: margins.left - 1,
        fontSize: theme.fontSize.tick,
        fontVariant: null as unknown as string,
      }),
    );
  const plot = Plot.plot({
    document: document as Document,
    width: width + margins.left + margins.right,
    height: height + margins.top + margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    axis: null,
    x: scaleOptions(options.x, x),
    y: scaleOptions(options.y, y),
    ...colorOptions(options, context),
    marks,
  });
  const group = svgElement(document, "g");
  for (const child of Array.from(plot.childNodes))
    if (child.nodeName.toLowerCase() !== "style") group.appendChild(child);
  for (const label of Array.from(group.querySelectorAll("[aria-label$='axis label']")))
    label.setAttribute("font-size", String(theme.fontSize.label));
  return group;
}

function axisLabel(axis: Axis | undefined): string {
  const label = axis?.label ?? "";
  return axis?.unit === undefined ? label : `${label} (${axis.unit})`;
}

interface Ticks {
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** Ticks and their format, from the domain alone, so that panels that share a domain share ticks. */
function ticksOf(axis: Axis | undefined, domain: readonly [number, number] | undefined, count: number): Ticks {
  if (domain === undefined) return { ticks: [], format: formatTick };
  const sorted: [number, number] = domain[0] < domain[1] ? [domain[0], domain[1]] : [domain[1], domain[0]];
  const powers = axis?.type === "log" ? powersOfTen(sorted, count) : [];
  return {
    ticks: axis?.ticks ?? (powers.length > 1 ? powers : roundTicks(sorted, count)),
    format: axis?.format ?? (powers.length > 1 ? formatLogTick : formatTick),
  };
}

function yTicks(axis: Axis | undefined, domain: readonly [number, number] | undefined, height: number): Ticks {
  return ticksOf(axis, domain, Math.max(2, Math.floor(height / 20)));
}

/** As many ticks as their labels leave room for. */
function xTicks(
  axis: Axis | undefined,
  domain: readonly [number, number] | undefined,
  width: number,
  size: number,
): Ticks {
  for (let count = Math.max(2, Math.floor(width / 26)); ; count--) {
    const found = ticksOf(axis, domain, count);
    const widest = Math.max(0, ...found.ticks.map((tick) => textWidth(found.format(tick), size)));
    if (count <= 2 || (widest + 0.8 * size) * (found.ticks.length - 1) <= width) return found;
  }
}

function scaleOptions(axis: Axis | undefined, domain: readonly [number, number] | undefined): Plot.ScaleOptions {
  const shown = domain ?? axis?.domain;
  return {
    type: axis?.type,
    ...(axis?.constant === undefined ? {} : { constant: axis.constant }),
    ...(shown === undefined ? {} : { domain: [...shown] }),
    label: null,
  } as Plot.ScaleOptions;
}

function colorOptions(options: PanelOptions, context: PanelContext): Plot.PlotOptions {
  const scale = options.color ?? context.color;
  return scale === undefined ? {} : { color: scale.plot };
}

function domainOf(scale: Plot.Scale | undefined): [number, number] | undefined {
  const values = scale?.domain === undefined ? undefined : Array.from(scale.domain as Iterable<number>);
  const low = values?.[0];
  const high = values?.at(-1);
  return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
}

const marksOf = (marks: readonly Plot.Markish[]): unknown[] => (marks as unknown[]).flat(Infinity);

function pad(
  domain: [number, number] | undefined,
  axis: Axis | undefined,
  tight: boolean,
): [number, number] | undefined {
  if (domain === undefined || axis?.domain !== undefined) return domain;
  const fraction = axis?.padding ?? (tight ? 0 : 0.04);
  const [low, high] = domain;
  if (fraction === 0) return domain;
  if (axis?.type === "log") {
    const factor = (high / low) ** fraction;
    return [low / factor, high * factor];
  }
  const extra = axis?.type === "symlog" ? 0 : (high - low) * fraction;
  return [low - extra, high + extra];
}

function equalize(x: [number, number], y: [number, number], ratio: number): [[number, number], [number, number]] {
  const widthX = x[1] - x[0];
  const widthY = y[1] - y[0];
  const grow = ([low, high]: [number, number], extra: number): [number, number] => [low - extra / 2, high + extra / 2];
  return widthX / widthY < ratio ? [grow(x, widthY * ratio - widthX), y] : [x, grow(y, widthX / ratio - widthY)];
}
