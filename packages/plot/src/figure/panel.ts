import * as Plot from "@observablehq/plot";
import { roomRight } from "../marks/endLabels.js";
import type { Mark } from "../marks/mark.js";
import type { ColorScale } from "../scales/colorScale.js";
import { plotScale } from "../scales/plotScale.js";
import { svgElement } from "../svg/svgElement.js";
import { fitText } from "../text/fitText.js";
import { textWidth } from "../text/textWidth.js";
import { strokes, tickPadding } from "../theme.js";
import { type Axis, axisLabel, checkAxis, type Domain, equalized, padded } from "./axis.js";
import { positions, type Ticks, ticksAcross, ticksUpward } from "./axisTicks.js";
import type { FigurePanel, PanelContext, PanelMeasure } from "./figurePanel.js";

export interface PanelOptions {
  readonly title?: string | undefined;
  readonly x?: Axis | undefined;
  readonly y?: Axis | undefined;
  /** Marks from bottom to top: ours, or any of Observable Plot's. */
  readonly marks: readonly Mark[];
  /** The panel's own colour scale instead of the figure's. */
  readonly color?: ColorScale | undefined;
  /** One unit is as long on y as on x: the shorter axis is extended. */
  readonly equalAspect?: boolean | undefined;
  /** false leaves out the thin frame around the panel. */
  readonly frame?: boolean | undefined;
}

/**
 * A panel of a figure: two axes and a list of marks.
 *
 * @param options axes and marks
 * @throws RangeError if a domain is empty or not finite, or not positive on a logarithmic axis.
 * @example
 * import { figure, panel, points } from "@lazyrich/plot";
 * const rows = [{ tau: 0.1, loss: 1 }, { tau: 10, loss: 0.1 }];
 * const x = { label: "*τ*", type: "log" };
 * const svg = figure({ panels: [panel({ x, marks: [points(rows, { x: "tau", y: "loss" })] })] });
 * svg.includes("τ"); // true
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

function measure(options: PanelOptions, context: PanelContext): PanelMeasure {
  const domains = ownDomains(options, context);
  const { x, y } = domains;
  const { fontSize, tickSize } = context.theme;
  const { across, upward } = ticksOf(options, context, domains);
  const widths = (ticks: Ticks): number[] => ticks.values.map((tick) => textWidth(ticks.text(tick), fontSize.tick));
  const xWidths = widths(across);
  const share = x === undefined ? () => 0.5 : positions(options.x ?? {}, x, 1);
  /** What the label of a tick near an end of the axis takes beyond it. */
  const beyond = (end: 0 | 1): number =>
    Math.max(1, ...across.values.map((tick, i) => (Math.abs(share(tick) - end) < 0.07 ? xWidths[i]! / 2 : 0)));
  const xShown = options.x?.show !== false && x !== undefined;
  const yShown = options.y?.show !== false && y !== undefined;
  const labelHeight = (axis: Axis | undefined, gap: number): number =>
    axisLabel(axis) === "" ? 0 : fontSize.label + gap;
  return {
    domains,
    margins: {
      left: Math.max(
        yShown ? tickSize + tickPadding + Math.max(0, ...widths(upward)) + labelHeight(options.y, 4) : 1,
        xShown ? beyond(0) : 1,
      ),
      bottom: xShown ? tickSize + tickPadding + fontSize.tick + (labelHeight(options.x, 2) || 1) : 1,
      right: Math.max(xShown ? beyond(1) : 1, roomRight(options.marks)),
      top: 3,
    },
  };
}

/** The domains of the panel's own rows, with room around them. */
function ownDomains(options: PanelOptions, context: PanelContext): PanelMeasure["domains"] {
  const { x, y } = domainsOf(options, context);
  if (!options.equalAspect || x === undefined || y === undefined) return { x, y };
  const [wide, tall] = equalized(x, y, context.width / context.height);
  return { x: wide, y: tall };
}

function domainsOf(options: PanelOptions, context: PanelContext): PanelMeasure["domains"] {
  // marks that nothing is asked of need not be drawn twice: contours take long
  if (options.x?.domain !== undefined && options.y?.domain !== undefined)
    return { x: options.x.domain, y: options.y.domain };
  const probe = Plot.plot({
    document: context.document as Document,
    width: context.width,
    height: context.height,
    margin: 0,
    axis: null,
    x: axisScale(options.x, undefined),
    y: axisScale(options.y, undefined),
    ...colorOptions(options, context),
    marks: plotMarks(options.marks),
  });
  const isMap = ([options.marks] as unknown[])
    .flat(Infinity)
    .some((mark) => mark instanceof Plot.Contour || mark instanceof Plot.Raster);
  const padding = isMap ? 0 : 0.04;
  return {
    x: padded("x", domainOf(probe.scale("x")), options.x, options.x?.padding ?? padding),
    y: padded("y", domainOf(probe.scale("y")), options.y, options.y?.padding ?? padding),
  };
}

function ticksOf(
  options: PanelOptions,
  { theme, width, height }: PanelContext,
  { x, y }: PanelMeasure["domains"],
): { across: Ticks; upward: Ticks } {
  const size = theme.fontSize.tick;
  return { across: ticksAcross(options.x, x, width, size), upward: ticksUpward(options.y, y, height, size) };
}

function draw(options: PanelOptions, context: PanelContext): SVGElement {
  const { theme, width, height, margins, domains, document } = context;
  const plot = Plot.plot({
    document: document as Document,
    width: width + margins.left + margins.right,
    height: height + margins.top + margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    axis: null,
    x: axisScale(options.x, domains.x),
    y: axisScale(options.y, domains.y),
    ...colorOptions(options, context),
    marks: [...gridLines(options, context), ...plotMarks(options.marks), ...frameAndAxes(options, context)],
  });
  const group = svgElement(document, "g");
  for (const child of Array.from(plot.childNodes))
    if (child.nodeName.toLowerCase() !== "style") group.appendChild(child);
  const room = {
    x: width + 2 * Math.min(margins.left, margins.right),
    y: height + 2 * Math.min(margins.top, margins.bottom),
  };
  for (const axis of ["x", "y"] as const) {
    const { size } = fitText(axisLabel(options[axis]), theme.fontSize.label, room[axis], 1);
    for (const label of Array.from(group.querySelectorAll(`[aria-label='${axis}-axis label']`)))
      label.setAttribute("font-size", String(size));
  }
  return group;
}

function gridLines(options: PanelOptions, context: PanelContext): Plot.Markish[] {
  const { across, upward } = ticksOf(options, context, context.domains);
  const look = { stroke: context.theme.faint, strokeOpacity: 1, strokeWidth: strokes.hairline };
  return [
    ...(options.x?.grid && context.domains.x ? [Plot.gridX(across.values, look)] : []),
    ...(options.y?.grid && context.domains.y ? [Plot.gridY(upward.values, look)] : []),
  ];
}

function frameAndAxes(options: PanelOptions, context: PanelContext): Plot.Markish[] {
  const { theme, margins, domains } = context;
  const { across, upward } = ticksOf(options, context, domains);
  const common = {
    labelArrow: "none",
    labelAnchor: "center",
    strokeWidth: theme.frameWidth,
    tickSize: theme.tickSize,
    tickPadding,
    fontSize: theme.fontSize.tick,
    fontVariant: null as unknown as string,
  } as const;
  const of = (axis: Axis | undefined, { text }: Ticks, margin: number) => ({
    ...common,
    text,
    label: axisLabel(axis) || null,
    labelOffset: margin - 1,
  });
  return [
    ...(options.frame === false ? [] : [Plot.frame({ stroke: "currentColor", strokeWidth: theme.frameWidth })]),
    ...(options.x?.show !== false && domains.x
      ? [Plot.axisX(across.values, of(options.x, across, margins.bottom))]
      : []),
    ...(options.y?.show !== false && domains.y ? [Plot.axisY(upward.values, of(options.y, upward, margins.left))] : []),
  ];
}

function axisScale(axis: Axis | undefined, domain: Domain | undefined): Plot.ScaleOptions {
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
  return scale === undefined ? {} : { color: plotScale(scale) };
}

function domainOf(scale: Plot.Scale | undefined): Domain | undefined {
  const values = scale?.domain === undefined ? undefined : Array.from(scale.domain as Iterable<number>);
  const low = values?.[0];
  const high = values?.at(-1);
  return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
}

/** Marks as Observable Plot takes them: every mark that can be made here or there is one of its own. */
const plotMarks = (marks: readonly Mark[]): Plot.Markish[] => [...marks] as Plot.Markish[];
