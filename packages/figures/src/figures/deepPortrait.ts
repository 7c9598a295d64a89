import { sweepInThread } from "@lazyrich/runs";
import { checkpoints } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { columnLabel } from "../map/columnLabel.js";
import { drawMaps } from "../map/drawMaps.js";
import { type MapColumns, mapTable } from "../map/mapTable.js";
import { figureTitle } from "../titles.js";
import { counted, enumerated, letter, list, measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { runColumns } from "./runColumns.js";

/** From one power of ten to another, evenly in the exponent. */
interface Powers {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface DeepPortraitSpec {
  /** What all weights of a He start are multiplied by, and what the first layer is divided by, as exponents of ten. */
  readonly tau: Powers;
  readonly alpha: Powers;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly n: number;
  readonly d: number;
  /** Of both hidden layers. */
  readonly hiddenWidth: number;
  readonly teacherWidth: number;
  readonly testCount: number;
  /** In steps of gradient descent of the size `rate` / tau^4. */
  readonly steps: readonly number[];
  readonly rate: number;
  readonly tolerance: number;
}

const metrics = ["kernelDistance", "generalizationError", "parameterDistance"] as const;
const columns: MapColumns = { x: "tau", y: "alpha", values: metrics, facet: "step" };

const powers = (from: number, to: number, size: number) =>
  z.prefault(
    z
      .strictObject({
        from: z._default(z.number().check(z.minimum(-6), z.maximum(6)), from),
        to: z._default(z.number().check(z.minimum(-6), z.maximum(6)), to),
        count: z._default(z.int().check(z.minimum(2), z.maximum(1000)), size),
      })
      .check(z.refine((range) => range.from < range.to, { path: ["to"], error: "is not above from" })),
    {},
  );
const whole = (value: number) => z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), value);

const schema: z.ZodMiniType<DeepPortraitSpec> = z.strictObject({
  tau: powers(-0.5, 0.5, 6),
  alpha: powers(-1, 1, 7),
  seeds: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 1),
  firstSeed: seedField(1),
  n: whole(200),
  d: whole(20),
  hiddenWidth: whole(30),
  teacherWidth: whole(3),
  testCount: whole(1000),
  steps: z._default(z.pipe(checkpoints, z.array(z.number()).check(z.maxLength(8))), [1e2, 1e3, 1e4]),
  rate: z._default(z.number().check(z.positive()), 5e-3),
  tolerance: z._default(z.number().check(z.positive(), z.lt(1)), 0.01),
});

/** The map of figure 1(b) for a network with one layer more, whose balance is set by the first layer alone. */
export const deepPortrait: Figure<DeepPortraitSpec> = {
  id: "deep-portrait",
  title: figureTitle("deep-portrait"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({ tau: { count: 3 }, alpha: { count: 3 }, n: 60, d: 8, hiddenWidth: 16, steps: [1e2, 1e3] }),
    paper: schema.parse({
      ...{ tau: { count: 17 }, alpha: { count: 17 }, seeds: 16, n: 1000, d: 100, hiddenWidth: 50, testCount: 10_000 },
      ...{ steps: [1e2, 1e3, 1e4, 1e5, 1e6] },
    }),
  },

  caption(spec, { tables }, { steps: shown = spec.steps } = {}) {
    const last = shown.at(-1)!;
    const rows = metrics.map((metric, row) => `${letter(row * shown.length)} on: ${inCaption(metric)}`);
    return (
      `${this.title}, at ${shown.length === 1 ? "step" : "steps"} ${list(shown)} (columns), one color scale a row: ${rows.join("; ")}. α above 1 is upstream. ${alongAlpha(tables.maps ?? [], last)} ` +
      `ReLU networks of two hidden layers of ${spec.hiddenWidth} units on ${number(spec.n)} inputs on the unit sphere in ${spec.d} dimensions, labeled by a teacher of ${spec.teacherWidth} neurons; test error on ${number(spec.testCount)} fresh inputs. ` +
      `A He start times τ, the first layer over α and the last times α, so that the function at the start depends on τ alone, with its cube; ${spec.tau.count} × ${spec.alpha.count} values, ${spec.seeds === 1 ? "seed" : `mean of ${counted(spec.seeds, "seed")} from`} ${spec.firstSeed}${spec.seeds === 1 ? "" : " on"}. ` +
      `Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, error of a step ${number(spec.tolerance)} of the distance from the start, to the times of so many steps of size ${number(spec.rate)}/τ⁴.`
    );
  },

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows } = await sweep(portraitRunSpec(spec), { onProgress, signal });
    return { tables: { maps: mapTable(rows, columns).rows } };
  },

  fromRuns(rows) {
    const { one, numbersOf } = runColumns(rows, "runs of networks over tau and alpha");
    const range = (column: string): Powers => {
      const values = numbersOf(column).map(Math.log10);
      if (values.length < 2) throw new RangeError(`${column} has 1 value in the rows; expected two or more`);
      return { from: values[0]!, to: values.at(-1)!, count: values.length };
    };
    for (const metric of metrics) numbersOf(metric);
    const widths = JSON.parse(String(one("widths"))) as readonly number[];
    if (widths.length !== 2 || widths[0] !== widths[1]) {
      throw new RangeError(`widths is ${one("widths")} in the rows; expected two layers of one width`);
    }
    if (one("dynamics") !== "gradient-flow") {
      throw new RangeError(`dynamics is ${JSON.stringify(one("dynamics"))} in the rows; expected gradient-flow`);
    }
    const [first] = rows;
    const seeds = numbersOf("seed");
    const spec: DeepPortraitSpec = {
      ...{ tau: range("tau"), alpha: range("alpha"), seeds: seeds.length, firstSeed: seeds[0]! },
      ...{ n: Number(one("trainSize")), d: Number(one("inputDimension")), hiddenWidth: widths[0]! },
      ...{ teacherWidth: Number(one("teacherWidth")), testCount: Number(one("testSize")), steps: numbersOf("step") },
      rate: Number((Number(first!.learningRate) * Number(first!.tau) ** 4).toPrecision(12)),
      tolerance: Number(one("tolerance")),
    };
    const other = rows.find((row) => Math.abs(Number(row.learningRate) * Number(row.tau) ** 4 - spec.rate) > 1e-9);
    if (other !== undefined) {
      throw new RangeError(
        `learningRate is ${other.learningRate} at tau = ${other.tau}; expected ${spec.rate}/tau^4 as at tau = ${first!.tau}, or \`lazyrich map\``,
      );
    }
    return { spec, data: { tables: { maps: mapTable(rows, columns).rows } } };
  },

  draw({ tables }, spec, { steps, ...look } = {}) {
    return drawMaps(tables.maps ?? [], columns, { ...look, description: this.title, facets: steps ?? spec.steps });
  },
};

/** The grid as a spec of runs. */
export function portraitRunSpec(spec: DeepPortraitSpec): object {
  const { tau, alpha, seeds, firstSeed, n, d, hiddenWidth, teacherWidth, testCount, steps, rate, tolerance } = spec;
  const axis = ({ from, to, count }: Powers): object => ({ logspace: [from, to], count });
  return {
    task: { name: "student-teacher", inputDimension: d, teacherWidth, trainSize: n, testSize: testCount },
    model: { name: "mlp", widths: [hiddenWidth, hiddenWidth] },
    start: { name: "he", tau: axis(tau), alpha: axis(alpha) },
    loss: "mean-squared",
    dynamics: {
      name: "gradient-flow",
      learningRate: { of: "start.tau", power: -4, times: rate },
      ...{ steps, tolerance, stopLoss: 1e-10 },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: metrics,
  };
}

const inCaption = (metric: string): string => columnLabel(metric).replace(/[*]/g, "");

/** Every measure from the least alpha to the greatest, at a scale in the middle. */
function alongAlpha(maps: readonly Row[], step: number): string {
  const rows = maps.filter((row) => row.step === step && row.mean !== null);
  const taus = [...new Set(rows.map((row) => Number(row.tau)))].sort((a, b) => a - b);
  const tau = taus[Math.floor((taus.length - 1) / 2)];
  if (tau === undefined) return "";
  const alphas = rows.map((row) => Number(row.alpha));
  const [least, most] = [Math.min(...alphas), Math.max(...alphas)];
  const at = (metric: string, alpha: number): string =>
    measured(
      Number(rows.find((row) => row.value === metric && row.tau === tau && row.alpha === alpha)?.mean ?? Number.NaN),
    );
  const words = metrics.map((metric) => `the ${inCaption(metric)} from ${at(metric, least)} to ${at(metric, most)}`);
  return `After ${number(step)} steps, at τ = ${measured(tau)} and from α = ${measured(least)} to ${measured(most)}, go ${enumerated(words)}.`;
}
