import { learningRegime } from "@lazyrich/exact";
import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart } from "../drawing/chart.ts";
import { digits } from "../drawing/chartPointer.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { isWide } from "../drawing/isWide.ts";
import { mapColorDark, mapColorLight } from "../drawing/mapColor.ts";
import { isDark } from "../drawing/pageTheme.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { cellAt, flowFrom, type KernelMapRequest, theEnd } from "../simulation/kernelMap.ts";
import { latestAnswer } from "../simulation/latestAnswer.ts";
import { type RegimeMapValues, regimeMapFields } from "./regimeMapFields.ts";

const betaStar = [1, 0] as const;
const firstTime = 0.01;
const lastTime = 1000;
const times = logSpaced(firstTime, lastTime, 240);
const cells = 48;
const scales = [regimeMapFields.scale.min, regimeMapFields.scale.max] as const;
const deltas = [regimeMapFields.delta.min, regimeMapFields.delta.max] as const;

/** The map of kernel distances over scale and delta, and loss and kernel of the chosen start in time. */
export function regimeMapDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<RegimeMapValues>): Drawing<RegimeMapValues> {
  const map = new Chart();
  const lossChart = new Chart();
  const kernelChart = new Chart();
  const picture = svg("image", { preserveAspectRatio: "none" });
  map.inside.prepend(picture);
  const handle = new DragHandle({
    name: "start: scale and delta",
    label: "",
    symbol: "ring",
    extent: [scales, deltas],
    move: (scale, delta) => change({ scale, delta }),
  });
  const root = svg("svg", { width: "100%", height: "100%" }, [
    map.group,
    lossChart.group,
    kernelChart.group,
    handle.group,
  ]);
  element.replaceChildren(root);
  map.group.addEventListener("click", (event) => {
    const frame = root.getBoundingClientRect();
    const [scale, delta] = map.valuesAt(event.clientX - frame.left, event.clientY - frame.top);
    if (scale < scales[0] || scale > scales[1] || delta < deltas[0] || delta > deltas[1]) return;
    change({ scale: Number(scale.toPrecision(3)), delta: Number(delta.toFixed(2)) });
  });

  let asked = "";
  let distances: Float64Array = new Float64Array();
  map.readingAt = (scale, delta) => {
    const distance = distances[indexAt(scale, delta)];
    if (distance === undefined) return;
    return [`*S*(0, ∞) ${digits(distance)}`, `|*β*_0| ${digits(scale)}`, deltaTitle(Number(delta.toFixed(2)))];
  };
  map.mapRows = function* () {
    for (const [k, z] of distances.entries()) {
      const { scale: x, delta: y } = cellAt(k, { cells, scales, deltas });
      yield { chart: "balance δ over scale |β0|", curve: "kernel distance S(0, ∞)", x, y, z };
    }
  };
  const mapper = latestAnswer<KernelMapRequest, Float64Array>(
    () => new Worker(new URL("../simulation/kernelMap.worker.ts", import.meta.url), { type: "module" }),
    (_, answer) => {
      if ("error" in answer) return refuse(answer.error);
      distances = answer.result;
      picture.setAttribute("href", mapPicture(distances));
    },
  );
  function askForMap(angle: number): void {
    const key = `${angle} ${isDark()}`;
    if (key === asked) return;
    asked = key;
    mapper.ask({ angle, cells, scales, deltas });
  }

  function draw(values: RegimeMapValues): void {
    const began = performance.now();
    const solution = flowFrom(values);
    const { beta, kernelDistance } = solution.trajectory(times);
    const final = solution.trajectory(theEnd).kernelDistance[0]!;
    const milliseconds = performance.now() - began;

    askForMap(values.angle);
    const { beta0, loss0 } = functionOf(values);
    const loss = times.map((_, i) => lossAt(beta, i) / loss0);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(width, height);
    const stroke = deltaColor(values.delta);
    map.curve("balanced", scales, [0, 0], { stroke: "currentColor", width: 1, dash: "4 4", opacity: 0.6 });
    const title = `${deltaTitle(values.delta)}, |*β*_0| = ${formatTick(values.scale)}`;
    lossChart.curve("chosen", times, loss, { stroke, width: 4, title });
    kernelChart.curve("chosen", times, kernelDistance, { stroke, width: 4, title });
    handle.place(map, values.scale, values.delta);

    const { regime } = learningRegime({ beta0, betaStar, delta: values.delta });
    const fitted = timeToShare(0.1, values);
    report({
      computed: `One exact trajectory at ${times.length} times (and ${cells * cells} in a background thread for the map)`,
      milliseconds,
      readouts: [{ value: Number.NaN, text: regime }, { value: final }, { value: fitted }],
      summary: `A start of length ${values.scale} with delta ${values.delta} learns in the ${regime} way; the kernel moves by ${final.toPrecision(2)} in the end.`,
    });
  }

  function layOut(width: number, height: number): void {
    const inRow = isWide(width);
    const mapWidth = inRow ? width * 0.52 - 62 : width - 70;
    const mapHeight = inRow ? height - 52 : height * 0.46 - 50;
    const box = { x: 56, y: 8, width: mapWidth, height: mapHeight };
    map.layOut(
      box,
      { type: "log", domain: scales, label: "scale |*β*_0|" },
      { type: "linear", domain: deltas, label: "balance *δ*" },
    );
    setAttributes(picture, box);
    const left = inRow ? mapWidth + 56 + 72 : 56;
    const top = inRow ? 8 : mapHeight + 66;
    const cell = (height - top - 44) / 2;
    const inTime = { type: "log", domain: [firstTime, lastTime], label: "" } as const;
    const right = { x: left, width: width - left - 14 };
    lossChart.layOut({ ...right, y: top, height: cell - 20 }, inTime, {
      type: "linear",
      domain: [0, 1.05],
      label: "loss / start",
    });
    kernelChart.layOut(
      { ...right, y: top + cell + 20, height: cell - 20 },
      { ...inTime, label: "time *t*" },
      {
        type: "linear",
        domain: [0, 1],
        label: "*S*(0, *t*)",
      },
    );
  }

  function rest(): void {
    mapper.rest();
    asked = "";
  }

  return { draw, rest };
}

/** The cell of the map that a start lies in. */
function indexAt(scale: number, delta: number): number {
  const across = Math.floor((cells * Math.log(scale / scales[0])) / Math.log(scales[1] / scales[0]));
  const down = Math.floor((cells * (deltas[1] - delta)) / (deltas[1] - deltas[0]));
  return down * cells + across;
}

const lossAt = (beta: Float64Array, i: number): number =>
  ((beta[2 * i]! - betaStar[0]) ** 2 + (beta[2 * i + 1]! - betaStar[1]) ** 2) / 2;

/** When the loss, which only falls, is this share of what it was: halved in the logarithm of time to the last digit. */
function timeToShare(share: number, values: RegimeMapValues): number {
  const solution = flowFrom(values);
  const wanted = share * functionOf(values).loss0;
  let [early, late] = [1e-6, theEnd[0]!];
  for (let halving = 0; halving < 60; halving++) {
    const middle = Math.sqrt(early * late);
    if (lossAt(solution.trajectory(Float64Array.of(middle)).beta, 0) < wanted) late = middle;
    else early = middle;
  }
  return late;
}

function functionOf({ scale, angle }: RegimeMapValues): { beta0: [number, number]; loss0: number } {
  const turn = (angle * Math.PI) / 180;
  const beta0: [number, number] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  return { beta0, loss0: ((beta0[0] - betaStar[0]) ** 2 + (beta0[1] - betaStar[1]) ** 2) / 2 };
}

/** A picture of the map, a pixel a cell, that the browser smooths. */
function mapPicture(distances: Float64Array): string {
  const canvas = document.createElement("canvas");
  canvas.width = cells;
  canvas.height = cells;
  const context = canvas.getContext("2d")!;
  distances.forEach((distance, k) => {
    context.fillStyle = mapColor(distance);
    context.fillRect(k % cells, Math.floor(k / cells), 1, 1);
  });
  return canvas.toDataURL();
}

const mapColor = (distance: number): string => (isDark() ? mapColorDark : mapColorLight)(distance / 0.9);
