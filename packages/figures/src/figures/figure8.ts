import { neuronWithFunction } from "@lazyrich/networks";
import { exactLegend, figure } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { enumerated, learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import { type NeuronSpec, neuronFields, nonZeroVector } from "./figureFields.js";
import { inTime } from "./inTime.js";
import type { NeuronTrajectory } from "./whitenedNeuron.js";

const quantityNames = ["nu", "a", "wParallel", "wOrthogonal", "w"] as const;

export interface Figure8Spec extends NeuronSpec {
  readonly betaStar: readonly number[];
  /** One row of panels each. */
  readonly beta0s: readonly (readonly number[])[];
  /** One column of panels each; `w` is a column for each of its components. */
  readonly quantities: readonly (typeof quantityNames)[number][];
  /** nu is infinite where a = 0: beyond this magnitude it is neither drawn nor compared. */
  readonly nuLimit: number;
}

const ourStarts = [
  [-0.6, 0.8],
  [-1, 0],
  [-0.6, -0.8],
];

const schema = z
  .strictObject({
    betaStar: z._default(nonZeroVector, [0, 1]),
    beta0s: z._default(z.array(nonZeroVector).check(z.minLength(1)), ourStarts),
    quantities: z._default(z.array(z.enum(quantityNames)).check(z.minLength(1), z.maxLength(5)), [
      "nu",
      "a",
      "wParallel",
      "wOrthogonal",
    ]),
    nuLimit: z._default(z.number().check(z.positive()), 4),
    ...neuronFields({ deltas: [-2, -1, 0, 1, 2], times: { first: 0.01, last: 50, count: 240 } }),
  })
  .check(
    z.superRefine(({ betaStar, beta0s }, context) => {
      for (const [index, { length }] of beta0s.entries())
        if (length !== betaStar.length)
          context.addIssue({
            code: "custom",
            path: ["beta0s", index],
            message: `has length ${length}, but betaStar has length ${betaStar.length}`,
          });
    }),
  );

const half = Math.SQRT1_2;

/** What a panel must have across, in points. */
const LEAST_WIDTH = 95;

const labels: Readonly<Record<Exclude<(typeof quantityNames)[number], "w">, string>> = {
  nu: "*ν* = *w*_∥/*a*",
  a: "readout *a*",
  wParallel: "weights *w*_∥",
  wOrthogonal: "weights |*w*_⊥|",
};

/** The parts of the exact solution in time, from three starts: the Riccati variable nu, the readout and the weights. */
export const figure8: Figure<Figure8Spec> = {
  id: "8",
  title: figureTitle("8"),
  schema,
  spec: schema.parse({}),
  presets: {
    paper: schema.parse({
      betaStar: [0.5, 0.5],
      beta0s: [
        [0, -1],
        [half, -half],
        [half, half],
      ],
      deltas: [-2, -1, -0.2, 0.02, 0.2, 1, 2],
      quantities: ["nu", "a", "w"],
    }),
  },

  caption: (spec) =>
    `Temporal dynamics of the parameters of a single hidden neuron on whitened inputs with target β* = ${vector(spec.betaStar)}. Columns: ${enumerated(spec.quantities.map(described))}. ` +
    `Rows: starts β₀ = ${spec.beta0s.map(vector).join(", ")}, a₀ > 0; δ = ${list(spec.deltas)} (color).${learningRates(spec)} ` +
    (spec.quantities.includes("nu")
      ? `ν is infinite where a changes its sign; beyond |ν| = ${number(spec.nuLimit)} it is neither drawn nor compared. `
      : "") +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, options) {
    const { beta0s, deltas, etaA, etaW } = spec;
    const cases = beta0s.flatMap((beta0, start) =>
      deltas.map((delta) => ({
        ...spec,
        identity: { start, delta },
        start: neuronWithFunction({ beta0, delta, etaA, etaW }),
      })),
    );
    const dynamics = await comparedNeurons(cases, spec, (trajectory) => parts(trajectory, spec), options);
    return { tables: { dynamics }, largestDifference: largestDifference(dynamics) };
  },

  draw({ tables }, { beta0s, deltas, times, quantities, betaStar }, { width, theme } = {}) {
    const color = deltaColors(deltas);
    const columns = quantities.flatMap((quantity) =>
      quantity === "w"
        ? betaStar.map((_, k) => ({ y: `w${k + 1}`, label: `weight *w*_${k + 1}` }))
        : [{ y: quantity as string, label: labels[quantity] }],
    );
    const across = columnsFor(columns.length, width, LEAST_WIDTH);
    return figure({
      ...{ width, theme, color },
      columns: across,
      panels: beta0s.flatMap((beta0, start) =>
        columns.map((column, index) =>
          inTime(rowsOf(tables.dynamics, start), {
            ...{ ...column, times },
            ...(index === 0 ? { title: `*β*_0 = ${vector(beta0)}` } : {}),
            timeLabel: start === beta0s.length - 1 && index + across >= columns.length ? "time *t*" : "",
          }),
        ),
      ),
      shareX: "all",
      shareY: across === columns.length ? "column" : "none",
      frameAspect: 1.15,
      legend: [deltaLegend(deltas, color), exactLegend()],
      description: this.title,
    });
  },
};

const rowsOf = (rows: readonly Row[] = [], start: number): Row[] => rows.filter((row) => row.start === start);

function described(quantity: (typeof quantityNames)[number]): string {
  return {
    nu: "the Riccati variable ν = √η_a w_∥/(√η_w a)",
    a: "the readout a",
    wParallel: "the component w_∥ of w along the target",
    wOrthogonal: "the length of the rest of w",
    w: "the components of w",
  }[quantity];
}

/** The quantities that the rows hold, from a and w alone. */
function parts({ a, w }: NeuronTrajectory, spec: Figure8Spec): Record<string, Float64Array> {
  const { betaStar, quantities, nuLimit, etaA, etaW } = spec;
  const d = betaStar.length;
  const target = betaStar.map((component) => component / Math.hypot(...betaStar));
  const wParallel = a.map((_, i) => target.reduce((sum, component, k) => sum + component * w[i * d + k]!, 0));
  const wOrthogonal = a.map((_, i) => Math.hypot(...target.map((c, k) => w[i * d + k]! - wParallel[i]! * c)));
  const nu = a.map((value, i) => (Math.sqrt(etaA / etaW) * wParallel[i]!) / value);
  const all = { nu: nu.map((value) => (Math.abs(value) <= nuLimit ? value : NaN)), a, wParallel, wOrthogonal, w };
  return Object.fromEntries(quantities.map((quantity) => [quantity, all[quantity]]));
}
