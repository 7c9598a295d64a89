import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { digits } from "../drawing/chartPointer.ts";
import { deltaTitle } from "../drawing/deltaFamily.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { mapColor } from "../drawing/mapColor.ts";
import { isDark } from "../drawing/pageTheme.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { cellAt, type KernelMapRequest } from "../simulation/kernelMap.ts";
import { latestAnswer } from "../simulation/latestAnswer.ts";
import { type RegimeMapValues, regimeMapFields } from "./regimeMapFields.ts";

/** Cells of the map to a side. */
export const cells = 48;
const scales = [regimeMapFields.scale.min, regimeMapFields.scale.max] as const;
const deltas = [regimeMapFields.delta.min, regimeMapFields.delta.max] as const;

/** How far the kernel moves in the end, over scale and delta of the start, in colours; computed in a worker. The start is picked on it. */
export interface RegimeMapChart {
  readonly group: SVGGElement;
  readonly handle: SVGGElement;
  layOut(box: Box): void;
  draw(values: RegimeMapValues): void;
  /** Ends the worker; the next `draw` starts another. */
  rest(): void;
}

export function regimeMapChart({
  refuse,
  change,
}: {
  readonly refuse: (reason: string) => void;
  readonly change: (values: Partial<RegimeMapValues>) => void;
}): RegimeMapChart {
  const chart = new Chart();
  const picture = svg("image", { preserveAspectRatio: "none" });
  chart.inside.prepend(picture);
  const handle = new DragHandle({
    ...{ name: "start: scale and delta", label: "", symbol: "ring", extent: [scales, deltas] },
    move: (scale, delta) => change({ scale, delta }),
  });
  pickByClick(chart, change);
  let asked = "";
  const mapper = latestAnswer<KernelMapRequest, Float64Array>(
    () => new Worker(new URL("../simulation/kernelMap.worker.ts", import.meta.url), { type: "module" }),
    (_, answer) => {
      if ("error" in answer) return refuse(answer.error);
      tellDistances(chart, answer.result);
      picture.setAttribute("href", mapPicture(answer.result));
    },
  );
  return {
    group: chart.group,
    handle: handle.group,
    layOut(box) {
      chart.layOut(
        box,
        { type: "log", domain: scales, label: "scale |*β*_0|" },
        { type: "linear", domain: deltas, label: "balance *δ*" },
      );
      setAttributes(picture, { ...box });
    },
    draw({ angle, scale, delta }) {
      const key = `${angle} ${isDark()}`;
      if (key !== asked) {
        asked = key;
        mapper.ask({ angle, cells, scales, deltas });
      }
      chart.curve("balanced", scales, balanced, { stroke: "currentColor", width: 1, dash: "4 4", opacity: 0.6 });
      handle.place(chart, scale, delta);
    },
    rest() {
      mapper.rest();
      asked = "";
    },
  };
}

const balanced = [0, 0] as const;

function pickByClick(chart: Chart, change: (values: Partial<RegimeMapValues>) => void): void {
  chart.group.addEventListener("click", (event) => {
    const frame = chart.group.ownerSVGElement!.getBoundingClientRect();
    const [scale, delta] = chart.valuesAt(event.clientX - frame.left, event.clientY - frame.top);
    if (scale < scales[0] || scale > scales[1] || delta < deltas[0] || delta > deltas[1]) return;
    change({ scale: Number(scale.toPrecision(3)), delta: Number(delta.toFixed(2)) });
  });
}

/** What the map says under the pointer, and in the table of the drawing. */
function tellDistances(chart: Chart, distances: Float64Array): void {
  chart.readingAt = (scale, delta) => {
    const distance = distances[indexAt(scale, delta)];
    if (distance === undefined) return;
    return [`*S*(0, ∞) ${digits(distance)}`, `|*β*_0| ${digits(scale)}`, deltaTitle(Number(delta.toFixed(2)))];
  };
  chart.mapRows = function* () {
    for (const [k, z] of distances.entries()) {
      const { scale: x, delta: y } = cellAt(k, { cells, scales, deltas });
      yield { chart: "balance δ over scale |β0|", curve: "kernel distance S(0, ∞)", x, y, z };
    }
  };
}

/** The cell of the map that a start lies in. */
function indexAt(scale: number, delta: number): number {
  const across = Math.floor((cells * Math.log(scale / scales[0])) / Math.log(scales[1] / scales[0]));
  const down = Math.floor((cells * (deltas[1] - delta)) / (deltas[1] - deltas[0]));
  return down * cells + across;
}

/** A picture of the map, a pixel a cell, that the browser smooths. */
function mapPicture(distances: Float64Array): string {
  const canvas = document.createElement("canvas");
  canvas.width = cells;
  canvas.height = cells;
  const context = canvas.getContext("2d")!;
  distances.forEach((distance, k) => {
    context.fillStyle = mapColor(distance / 0.9);
    context.fillRect(k % cells, Math.floor(k / cells), 1, 1);
  });
  return canvas.toDataURL();
}
