import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { digits } from "../drawing/chartPointer.ts";
import { ColorRamp } from "../drawing/colorRamp.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { mapColor } from "../drawing/mapColor.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import type { StudentMetrics } from "../simulation/studentLists.ts";
import { cellAt, deltas, indexAt, scales } from "./phaseCells.ts";
import { checkpointAt, type PhasePortraitValues, phasePortraitFields } from "./phasePortraitFields.ts";
import type { PhaseStudents } from "./phaseStudents.ts";

/** One quantity of all students over their starts, in colours; a start is picked on it. */
export interface PhaseMap {
  readonly group: SVGGElement;
  /** What lies over the charts beside the map. */
  readonly above: readonly SVGGElement[];
  layOut(box: Box): void;
  /** @returns the values that are known. */
  draw(values: PhasePortraitValues, students: PhaseStudents): readonly number[];
}

/** @param pick is told the start that the reader chooses. */
export function phaseMap(pick: (tau: number, delta: number) => void): PhaseMap {
  const chart = new Chart();
  const cells = svg("g", { "aria-hidden": "true" });
  chart.inside.prepend(cells);
  const ramp = new ColorRamp();
  const handle = new DragHandle({
    name: "start: scale and delta, whose student is shown beside the map",
    ...{ label: "", symbol: "ring", extent: [scales, deltas], move: pick },
  });
  pickByClick(chart, pick);
  let frame: Box = { x: 0, y: 0, width: 1, height: 1 };
  return {
    group: chart.group,
    above: [ramp.group, handle.group],
    layOut(box) {
      frame = box;
      chart.layOut(
        box,
        { type: "log", domain: scales, label: "scale *τ*" },
        { type: "linear", domain: deltas, label: "balance *δ*" },
      );
    },
    draw(values, students) {
      tellValues(chart, values, students);
      const { side, steps, quantity, tau, delta } = values;
      const name = quantity as keyof StudentMetrics;
      const shown = students.results.map((each) => each?.[checkpointAt(steps)]?.[name]);
      const known = shown.filter((value) => value !== undefined);
      const { ends, share } = valueScale(name, known);
      fillCells(
        cells,
        frame,
        side,
        shown.map((value) => (value === undefined ? undefined : share(value))),
      );
      ramp.draw(frame, ends);
      handle.place(chart, tau, delta);
      return known;
    },
  };
}

function pickByClick(chart: Chart, pick: (tau: number, delta: number) => void): void {
  chart.group.addEventListener("click", (event) => {
    const frame = chart.group.ownerSVGElement!.getBoundingClientRect();
    const [tau, delta] = chart.valuesAt(event.clientX - frame.left, event.clientY - frame.top);
    if (tau >= scales[0] && tau <= scales[1] && delta >= deltas[0] && delta <= deltas[1]) {
      pick(Number(tau.toPrecision(2)), Number(delta.toFixed(2)));
    }
  });
}

/** What the map says under the pointer, and in the table of the drawing. */
function tellValues(
  chart: Chart,
  { side, steps, quantity }: PhasePortraitValues,
  { results }: Pick<PhaseStudents, "results">,
): void {
  const name = phasePortraitFields.quantity.options[quantity];
  const measured = (index: number): number | undefined =>
    results[index]?.[checkpointAt(steps)]?.[quantity as keyof StudentMetrics];
  chart.readingAt = (tau, delta) => {
    const index = indexAt({ tau, delta }, side);
    const found = measured(index);
    const middle = cellAt(index, side);
    return [
      found === undefined ? "not trained yet" : `${name} ${digits(found)}`,
      `*τ* ${digits(middle.tau)}`,
      `*δ* ${digits(middle.delta)}`,
    ];
  };
  chart.mapRows = function* () {
    for (const index of results.keys()) {
      const z = measured(index);
      const { tau: x, delta: y } = cellAt(index, side);
      if (z !== undefined) yield { chart: "balance δ over scale τ", curve: name, x, y, z };
    }
  };
}

/** The ends of the colours, and where a value lies between them: losses by their logarithm, from 1e-6 on. */
function valueScale(
  name: keyof StudentMetrics,
  known: readonly number[],
): { readonly ends: readonly [number, number]; readonly share: (value: number) => number } {
  if (name === "trainLoss" || name === "generalizationError") {
    const [low, high] = [Math.max(1e-6, Math.min(...known, 1)), Math.max(1e-5, ...known)];
    return { ends: [low, high], share: (value) => Math.log(Math.max(value, low) / low) / Math.log(high / low) };
  }
  const high = Math.max(1e-3, ...known);
  return { ends: [0, high], share: (value) => value / high };
}

/** A square for each cell, in place; grey where nothing is known yet. */
function fillCells(cells: SVGGElement, frame: Box, side: number, shares: readonly (number | undefined)[]): void {
  while (cells.childElementCount > shares.length) cells.lastElementChild!.remove();
  while (cells.childElementCount < shares.length) cells.append(svg("rect"));
  for (const [index, share] of shares.entries()) {
    setAttributes(cells.children[index] as SVGRectElement, {
      x: frame.x + (frame.width * (index % side)) / side,
      y: frame.y + (frame.height * Math.floor(index / side)) / side,
      width: frame.width / side + 0.5,
      height: frame.height / side + 0.5,
      fill: share === undefined ? "var(--plot-faint)" : mapColor(share),
      "fill-opacity": share === undefined ? 0.25 : 1,
    });
  }
}
