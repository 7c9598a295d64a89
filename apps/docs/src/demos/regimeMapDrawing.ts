import { neuronMeasuredRegime } from "@lazyrich/exact";
import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { isWide } from "../drawing/isWide.ts";
import { timed } from "../drawing/remembered.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { flowFrom, theEnd } from "../simulation/kernelMap.ts";
import { learningReadouts } from "./learningReadouts.ts";
import { cells, type RegimeMapChart, regimeMapChart } from "./regimeMapChart.ts";
import type { RegimeMapValues } from "./regimeMapFields.ts";

const betaStar = [1, 0] as const;
const firstTime = 0.01;
const lastTime = 1000;
const times = logSpaced(firstTime, lastTime, 240);

/** The map of kernel distances over scale and delta, and loss and kernel of the chosen start in time. */
export function regimeMapDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<RegimeMapValues>): Drawing<RegimeMapValues> {
  const map = regimeMapChart({ refuse, change });
  const charts = { loss: new Chart(), kernel: new Chart() };
  const root = svg("svg", { width: "100%", height: "100%" }, [
    map.group,
    charts.loss.group,
    charts.kernel.group,
    map.handle,
  ]);
  element.replaceChildren(root);

  function draw(values: RegimeMapValues): void {
    const { value: found, milliseconds } = timed(() => {
      const solution = flowFrom(values);
      return { ...solution.trajectory(times), measured: neuronMeasuredRegime(solution) };
    });
    const { beta, kernelDistance, measured } = found;
    const { loss0 } = functionOf(values);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(map, charts, width, height);
    map.draw(values);
    const style = {
      ...{ stroke: deltaColor(values.delta), width: 4 },
      title: `${deltaTitle(values.delta)}, |*β*_0| = ${formatTick(values.scale)}`,
    };
    const loss = times.map((_, i) => lossAt(beta, i) / loss0);
    charts.loss.curve("chosen", times, loss, style);
    charts.kernel.curve("chosen", times, kernelDistance, style);

    report({
      computed: `One exact trajectory at ${times.length} times (and ${cells * cells} in a background thread for the map)`,
      milliseconds,
      readouts: [...learningReadouts(measured), { value: timeToShare(0.1, values) }],
      summary: `A start of length ${values.scale} with delta ${values.delta} learns in the ${measured.regime} way; the kernel moves by ${measured.kernelDistance.toPrecision(2)} in the end.`,
    });
  }

  return { draw, rest: () => map.rest() };
}

/** What two charts of 120 pixels, one below the other, take with their axes. */
const chartsHeight = 2 * 140 + 44;

/** The map, and beside it, or on a narrow stage below, the charts. */
function layOut(
  map: RegimeMapChart,
  { loss, kernel }: { readonly loss: Chart; readonly kernel: Chart },
  width: number,
  height: number,
): void {
  const inRow = isWide(width);
  const mapWidth = inRow ? width * 0.52 - 62 : width - 70;
  const mapHeight = inRow ? height - 52 : Math.min(height * 0.46 - 50, height - chartsHeight - 66);
  map.layOut({ x: 56, y: 8, width: mapWidth, height: mapHeight });
  const left = inRow ? mapWidth + 56 + 72 : 56;
  const top = inRow ? 8 : mapHeight + 66;
  const cell = (height - top - 44) / 2;
  const right = { x: left, width: width - left - 14 };
  const inTime = { type: "log", domain: [firstTime, lastTime] } as const;
  loss.layOut(
    { ...right, y: top, height: cell - 20 },
    { ...inTime, label: "" },
    { type: "linear", domain: [0, 1.05], label: "loss / start" },
  );
  kernel.layOut(
    { ...right, y: top + cell + 20, height: cell - 20 },
    { ...inTime, label: "time *t*" },
    { type: "linear", domain: [0, 1], label: "*S*(0, *t*)" },
  );
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
