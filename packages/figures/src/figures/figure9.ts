import { randomGenerator } from "@lazyrich/data";
import { gaussianMatrix } from "@lazyrich/linalg";
import { activationRegions, type PiecewiseLinearLayer } from "@lazyrich/networks";
import { figure, keyLegend, panel, regions, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { list, number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { seedField } from "./figureFields.js";
import { ink, parityColors } from "./palette.js";

/** A random network on the plane: Gaussian weights and, where `bias` is above 0, Gaussian biases of that deviation. */
export interface PartitionSpec {
  readonly hiddenWidths: readonly number[];
  readonly bias: number;
  readonly seed: number;
}

export interface Figure9Spec {
  readonly networks: readonly PartitionSpec[];
  /** The plane is shown from -reach to reach. */
  readonly reach: number;
  /** The slope of the neurons below 0. */
  readonly gamma: number;
}

const width = z.int().check(z.minimum(1), z.maximum(200));
const network = z.strictObject({
  hiddenWidths: z.array(width).check(z.minLength(1), z.maxLength(8)),
  bias: z._default(z.number().check(z.minimum(0)), 1),
  seed: seedField(1),
});

const schema = z.strictObject({
  networks: z._default(z.array(network).check(z.minLength(1), z.maxLength(12)), [
    { hiddenWidths: [7], bias: 0, seed: 3 },
    { hiddenWidths: [14], bias: 0.6, seed: 5 },
    { hiddenWidths: [10, 8], bias: 0.6, seed: 2 },
  ]),
  reach: z._default(z.number().check(z.positive()), 2),
  gamma: z._default(z.number(), 0),
});

/** The plane in the two colours that the parity of active neurons gives it. */
export const figure9: Figure<Figure9Spec> = {
  id: "9",
  title: figureTitle("9"),
  schema,
  spec: schema.parse({}),

  caption: ({ networks, gamma, reach }) =>
    "Activation regions of random piecewise-linear networks on the plane, colored by the parity of the number of active neurons: where one " +
    "region meets the next, one neuron turns on or off, so two colors are enough. " +
    networks.map((each, i) => `(${String.fromCharCode(97 + i)}) ${described(each)}`).join("; ") +
    `. Slope below 0: γ = ${number(gamma)}. Inputs from ${number(-reach)} to ${number(reach)}. The regions are computed exactly, by dividing polygons along the ` +
    "line of each neuron, not by sampling.",

  async run({ networks, reach, gamma }, { onProgress, signal } = {}) {
    const corners: Row[] = [];
    const summary: Row[] = [];
    for (const [index, each] of networks.entries()) {
      signal?.throwIfAborted();
      const window = { x: [-reach, reach], y: [-reach, reach] } as const;
      const found = activationRegions({ layers: randomLayers(each), window, gamma });
      for (const [region, { corners: polygon, active }] of found.entries()) {
        const activeNeurons = active.reduce((sum, value) => sum + value, 0);
        for (const [x1, x2] of polygon) corners.push({ network: index, region, activeNeurons, x1, x2 });
      }
      summary.push({ network: index, seed: each.seed, regions: found.length });
      onProgress?.((index + 1) / networks.length);
    }
    return { tables: { corners, networks: summary } };
  },

  draw({ tables }, { networks, reach }, { width, theme } = {}) {
    const corners = tables.corners ?? [];
    const axis = { domain: [-reach, reach] as const, ticks: [-reach, 0, reach] };
    return figure({
      ...{ width, theme },
      columns: Math.min(3, columnsFor(networks.length, width)),
      frameAspect: 1,
      panels: networks.map((each, index) =>
        panel({
          title: titleOf(each, (tables.networks ?? [])[index]),
          x: { ...axis, label: "*x*_1" },
          y: { ...axis, label: "*x*_2" },
          marks: (["even", "odd"] as const).map((parity) =>
            regions(
              corners.filter(
                (row) => row.network === index && Number(row.activeNeurons) % 2 === (parity === "odd" ? 1 : 0),
              ),
              {
                x: "x1",
                y: "x2",
                z: "region",
                fill: parityColors[parity],
                stroke: ink,
                strokeWidth: strokes.reference,
              },
            ),
          ),
        }),
      ),
      legend: [
        keyLegend([
          { label: "even number of active neurons", shape: "square", color: parityColors.even },
          { label: "odd", shape: "square", color: parityColors.odd },
        ]),
      ],
      description: this.title,
    });
  },
};

function randomLayers({ hiddenWidths, bias, seed }: PartitionSpec): PiecewiseLinearLayer[] {
  const random = randomGenerator(seed);
  return hiddenWidths.map((h, l) => {
    const inputs = hiddenWidths[l - 1] ?? 2;
    const W = gaussianMatrix(h, inputs, random);
    const b = Float64Array.from({ length: h }, () => bias * random.gaussian());
    // the variance of what passes through stays the same from layer to layer
    return { W: { ...W, data: W.data.map((entry) => entry * Math.sqrt(l === 0 ? 1 : 2 / inputs)) }, b };
  });
}

function described({ hiddenWidths, bias, seed }: PartitionSpec): string {
  const layers = hiddenWidths.length === 1 ? "one hidden layer" : `${hiddenWidths.length} hidden layers`;
  const biases = bias === 0 ? "no biases" : `biases of deviation ${number(bias)}`;
  return `${layers} of ${list(hiddenWidths)} neurons, ${biases}, seed ${seed}`;
}

function titleOf({ hiddenWidths }: PartitionSpec, row: Row | undefined): string {
  return `${hiddenWidths.join(" + ")} neurons, ${row?.regions ?? 0} regions`;
}
