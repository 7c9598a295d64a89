import { withRoom } from "../figure/axisTicks.js";
import type { FigurePanel, PanelContext } from "../figure/figurePanel.js";
import type { ColorScale } from "../scales/colorScale.js";
import { svgElement } from "../svg/svgElement.js";
import { fitText } from "../text/fitText.js";
import { textWidth } from "../text/textWidth.js";
import type { Theme } from "../theme.js";
import { type DrawnLegend, type Legend, type LegendContext, legendScale } from "./legend.js";

export interface RampLegendOptions {
  /** By default the figure's. */
  readonly scale?: ColorScale | undefined;
  readonly label?: string | undefined;
  /** The values that are written; those of the scale by default. */
  readonly ticks?: readonly number[] | undefined;
  /** Length of the ramp in points. */
  readonly length?: number | undefined;
}

const thickness = 6;
const steps = 64;

/**
 * A continuous ramp of a colour scale with ticks, those left out whose labels would touch.
 *
 * @example
 * import { figure, panel, rampLegend, sequentialScale } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * const options = { color: sequentialScale({ domain: [0, 1], label: "loss" }), legend: [rampLegend()] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], ...options }).includes("loss"); // true
 */
export function rampLegend({ scale, label, ticks, length = 110 }: RampLegendOptions = {}): Legend {
  return {
    draw(context) {
      const shown = legendScale(scale, context);
      const ramp: Ramp = { scale: shown, label: label ?? shown.label, ticks: ticks ?? shown.ticks, length };
      return context.vertical ? drawUpright(ramp, context) : drawAcross(ramp, context);
    },
  };
}

/**
 * A ramp as a panel: as high as the frames of its row, at their right, its label upright beside it. Its column is a narrow one of the figure.
 *
 * @param scale of the maps beside it
 * @example
 * import { figure, panel, rampPanel, sequentialScale } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * const color = sequentialScale({ domain: [0, 1], label: "loss" });
 * const panels = [panel({ x: axis, y: axis, marks: [] }), rampPanel(color)];
 * figure({ panels, columns: 2, columnWidths: [10, 1], color }).includes("loss"); // true
 */
export function rampPanel(scale: ColorScale): FigurePanel {
  const labelRoom = ({ theme }: PanelContext): number => (scale.label === "" ? 0 : theme.fontSize.label + 3);
  const ticksRoom = ({ theme, height }: PanelContext): number => {
    const values = uprightValues({ scale, ticks: scale.ticks, length: height }, theme);
    return 4 + Math.max(0, ...values.map((value) => textWidth(scale.format(value), theme.fontSize.tick)));
  };
  return {
    title: undefined,
    isLettered: false,
    measure: (context) => ({
      domains: { x: undefined, y: undefined },
      margins: { left: 0, right: ticksRoom(context) + labelRoom(context), top: 3, bottom: 0 },
    }),
    draw(context) {
      const { document, theme, width, height, margins } = context;
      const group = svgElement(document, "g", { transform: `translate(${margins.left},${margins.top})` });
      const ramp = { scale, ticks: scale.ticks, length: height, thickness: width };
      group.append(...uprightRamp(ramp, { document, theme }, 0));
      if (scale.label !== "") {
        const { size } = fitText(scale.label, theme.fontSize.label, height + margins.top + margins.bottom, 1);
        const at = `translate(${width + ticksRoom(context) + size + 1},${height / 2}) rotate(-90)`;
        group.appendChild(svgElement(document, "text", { transform: at, "font-size": size }, [scale.label]));
      }
      return group;
    },
  };
}

interface Ramp {
  readonly scale: ColorScale;
  readonly label: string;
  readonly ticks: readonly number[];
  readonly length: number;
}

function drawAcross(given: Ramp, { document, theme, room }: LegendContext): DrawnLegend {
  // half of the room at least for the ramp, the rest for its label
  const label = given.label;
  const labelSize = fitText(label, theme.fontSize.label, room / 2 - 7, 1).size;
  const labelWidth = textWidth(label, labelSize);
  const ramp = { ...given, length: Math.min(given.length, room - labelWidth - 30) };
  const { scale, length } = ramp;
  const size = theme.fontSize.tick;
  const widthOf = (value: number): number => textWidth(scale.format(value), size);
  const values = valuesWithRoom(ramp, (value) => widthOf(value) + 0.5 * size);
  const x0 = label === "" ? widthOf(values[0] ?? 0) / 2 : labelWidth + 7;
  const group = svgElement(document, "g", { "aria-label": "legend" });
  for (const { from, extent, fill } of strips(ramp))
    group.appendChild(svgElement(document, "rect", { x: x0 + from, y: 0, width: extent, height: thickness, fill }));
  const line = { stroke: "currentColor", "stroke-width": theme.frameWidth };
  group.appendChild(
    svgElement(document, "rect", { x: x0, y: 0, width: length, height: thickness, fill: "none", ...line }),
  );
  for (const value of values) {
    const x = x0 + scale.positionOf(value) * length;
    group.append(
      svgElement(document, "path", { d: `M${x},${thickness}v2`, ...line }),
      svgElement(document, "text", { x, y: thickness + 2.5 + size, "font-size": size }, [scale.format(value)]),
    );
  }
  if (label !== "") {
    const y = thickness / 2 + 0.34 * labelSize;
    const text = { x: labelWidth, y, "font-size": labelSize, "text-anchor": "end" };
    group.appendChild(svgElement(document, "text", text, [label]));
  }
  const overhang = values.length === 0 ? 0 : widthOf(values.at(-1)!) / 2;
  return { element: group, width: x0 + length + overhang, height: thickness + 3.5 + size, middle: thickness / 2 };
}

function drawUpright(ramp: Ramp, context: LegendContext): DrawnLegend {
  const { document, theme } = context;
  const { scale, label, length } = ramp;
  const size = theme.fontSize.tick;
  const y0 = label === "" ? size / 2 : theme.fontSize.label + 7;
  const group = svgElement(document, "g", { "aria-label": "legend" }, uprightRamp({ ...ramp, thickness }, context, y0));
  if (label !== "") {
    const text = { x: 0, y: theme.fontSize.label, "font-size": theme.fontSize.label, "text-anchor": "start" };
    group.appendChild(svgElement(document, "text", text, [label]));
  }
  const widest = Math.max(0, ...uprightValues(ramp, theme).map((value) => textWidth(scale.format(value), size)));
  const width = Math.max(textWidth(label, theme.fontSize.label), thickness + 4 + widest);
  return { element: group, width, height: y0 + length + size / 2, middle: 0 };
}

/** Strips, outline and ticks of a ramp that rises to y0. */
function uprightRamp(
  ramp: Pick<Ramp, "scale" | "ticks" | "length"> & { readonly thickness: number },
  { document, theme }: Pick<LegendContext, "document" | "theme">,
  y0: number,
): SVGElement[] {
  const { scale, length } = ramp;
  const size = theme.fontSize.tick;
  const line = { stroke: "currentColor", "stroke-width": theme.frameWidth };
  const across = { x: 0, width: ramp.thickness };
  return [
    ...strips(ramp).map(({ from, extent, fill }) =>
      svgElement(document, "rect", { ...across, y: y0 + length - from - extent, height: extent, fill }),
    ),
    svgElement(document, "rect", { ...across, y: y0, height: length, fill: "none", ...line }),
    ...uprightValues(ramp, theme).flatMap((value) => {
      const y = y0 + length - scale.positionOf(value) * length;
      const text = { x: ramp.thickness + 4, y: y + size * 0.34, "font-size": size, "text-anchor": "start" };
      return [
        svgElement(document, "path", { d: `M${ramp.thickness},${y}h2`, ...line }),
        svgElement(document, "text", text, [scale.format(value)]),
      ];
    }),
  ];
}

const uprightValues = (ramp: Pick<Ramp, "scale" | "ticks" | "length">, { fontSize }: Theme): number[] =>
  valuesWithRoom(ramp, () => 1.05 * fontSize.tick);

const isInside = (position: number): boolean => position >= -1e-9 && position <= 1 + 1e-9;

function valuesWithRoom(
  { scale, ticks, length }: Pick<Ramp, "scale" | "ticks" | "length">,
  room: (value: number) => number,
): number[] {
  const values = ticks.filter((tick) => isInside(scale.positionOf(tick)));
  return [...withRoom(values, (value) => scale.positionOf(value) * length, room)];
}

/** The ramp in strips of one colour, each reaching under the next, so that no seam shows. */
function strips({ scale, length }: Pick<Ramp, "scale" | "length">): { from: number; extent: number; fill: string }[] {
  return Array.from({ length: steps }, (_, i) => {
    const from = (length * i) / steps;
    const extent = Math.min(length, (length * (i + 2)) / steps) - from;
    return { from, extent, fill: scale.color(scale.valueAt((i + 0.5) / steps)) };
  });
}
