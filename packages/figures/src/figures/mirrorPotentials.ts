import {
  alignedMode,
  hyperbolicEntropy,
  hyperbolicEntropyGradient,
  inverseHyperbolicEntropyGradient,
} from "@lazyrich/exact";
import type { VectorField } from "@lazyrich/flow";
import {
  annotations,
  exactLegend,
  exactOverSimulation,
  figure,
  keyLegend,
  line,
  panel,
  points,
  strokes,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { enumerated, list, measured, number, simulatedBy, vector } from "./captionText.js";
import { comparedRows, largestDifference } from "./compared.js";
import { type PlaneVector, type SimulationSpec, simulationField, type TimesSpec, timesField } from "./figureFields.js";
import { neutralColor, orderedColor, startLook, targetLook } from "./palette.js";
import { simulateFlow } from "./simulateFlow.js";
import { timeGrid } from "./timeGrid.js";

export interface MirrorPotentialsSpec {
  /** Sizes of delta, each above 0. */
  readonly deltas: readonly number[];
  /** Two singular values of the target. */
  readonly targets: PlaneVector;
  /** Both singular values at the start. */
  readonly start: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z
  .strictObject({
    deltas: z._default(
      z.array(z.number().check(z.positive())).check(z.minLength(1), z.maxLength(9)),
      [0.001, 0.03, 0.3, 1, 10],
    ),
    targets: z._default(z.tuple([z.number().check(z.positive()), z.number().check(z.positive())]), [1, 0.6]),
    start: z._default(z.number().check(z.positive()), 0.002),
    times: timesField({ first: 1e-4, last: 200, count: 1500 }),
    simulation: simulationField(),
  })
  .check(
    z.refine(({ deltas }) => new Set(deltas).size === deltas.length, {
      path: ["deltas"],
      error: "names a delta twice; expected each once",
    }),
  );

/** Points of a potential to each side of 0. */
const POINTS = 120;

/** The potential of singular values, between an l1 and an l2 penalty, and the paths of two of them that it bends. */
export const mirrorPotentials: Figure<MirrorPotentialsSpec> = {
  id: "mirror-potentials",
  title: figureTitle("mirror-potentials"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    "Mirror flow of the singular values of a two-layer linear network. (a) The hyperbolic entropy q_δ, in units of its value at 1, between an ℓ₁ penalty |x| (δ → 0, dashed gray) and an ℓ₂ " +
    `penalty x² (δ → ∞, dotted gray). (b) Two singular values σ on their way from ${vector([spec.start, spec.start])} to ${vector(spec.targets)} (star). ` +
    `${halfway(spec, tables.paths ?? [])} |δ| = ${list(spec.deltas)} (color); the sign does not matter. The flow is simulated in mirror coordinates q'_δ(σ). ` +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, { onProgress, signal } = {}) {
    const { deltas, targets, start } = spec;
    const times = timeGrid(spec.times);
    const potentials: Row[] = [];
    const paths: Row[] = [];
    for (const [index, delta] of deltas.entries()) {
      for (let i = -POINTS; i <= POINTS; i++) {
        // closer together at 0, where a small delta bends the potential
        const x = Math.sign(i) * (i / POINTS) ** 2;
        potentials.push({ delta, x, q: hyperbolicEntropy(x, delta) / hyperbolicEntropy(1, delta) });
      }
      const states = await simulateFlow(
        mirrorField(targets, delta),
        [start, start].map((sigma) => hyperbolicEntropyGradient(sigma, delta)),
        times,
        spec.simulation,
        signal,
      );
      const modes = targets.map((target) => alignedMode({ start, target, delta }));
      const exact = { sigma: Array.from(times, (t) => modes.map((mode) => mode.at(t))).flat() };
      const simulated = states.flatMap((state) => Array.from(state, (z) => inverseHyperbolicEntropyGradient(z, delta)));
      for (const row of comparedRows({ delta }, times, exact, { sigma: simulated })) paths.push(row);
      onProgress?.((index + 1) / deltas.length);
    }
    return { tables: { potentials, paths }, largestDifference: largestDifference(paths) };
  },

  draw({ tables }, { deltas, targets, start }, { width = 400, theme } = {}) {
    const sorted = [...deltas].sort((a, b) => a - b);
    const color = (delta: number): string => orderedColor(sorted.indexOf(delta), sorted.length);
    const of = (rows: readonly Row[] | undefined, delta: number): Row[] =>
      (rows ?? []).filter((row) => row.delta === delta);
    const limits = Array.from({ length: 121 }, (_, i) => (i - 60) / 60);
    const star = [{ x: targets[0], y: targets[1] }];
    return figure({
      ...{ width, theme },
      frameAspect: 1,
      panels: [
        panel({
          x: { label: "*x*", ticks: [-1, 0, 1] },
          y: { label: "*q*_*δ*(*x*) / *q*_*δ*(1)", domain: [0, 1], ticks: [0, 0.5, 1] },
          marks: [
            ...deltas.map((delta) =>
              line(of(tables.potentials, delta), { x: "x", y: "q", stroke: color(delta), strokeWidth: strokes.bold }),
            ),
            line(
              limits.map((x) => ({ x, q: Math.abs(x) })),
              { x: "x", y: "q", stroke: neutralColor, strokeWidth: strokes.outline, dash: strokes.exactDash },
            ),
            line(
              limits.map((x) => ({ x, q: x * x })),
              { x: "x", y: "q", stroke: neutralColor, strokeWidth: strokes.outline, dash: strokes.dotted },
            ),
            annotations(LIMITS, { x: "x", y: "q", text: "text" }),
          ],
        }),
        panel({
          x: { label: "*σ*_1", domain: [-0.03 * targets[0], 1.06 * targets[0]] },
          y: { label: "*σ*_2", domain: [-0.03 * targets[1], 1.06 * targets[1]] },
          marks: [
            ...deltas.map((delta) =>
              exactOverSimulation(of(tables.paths, delta), { x: "sigma1", y: "sigma2", stroke: color(delta) }),
            ),
            points([{ x: start, y: start }], { x: "x", y: "y", ...startLook }),
            points(star, { x: "x", y: "y", ...targetLook }),
          ],
        }),
      ],
      legend: [
        keyLegend(
          deltas.map((delta, index) => ({
            label: index === 0 ? `|*δ*| = ${number(delta)}` : number(delta),
            color: color(delta),
            strokeWidth: strokes.simulation,
          })),
        ),
        exactLegend(),
      ],
      description: this.title,
    });
  },
};

/** Names of both limits, in the free room between their lines. */
const LIMITS = [
  { x: 0, q: 0.94, text: "dashed: |*x*|, *δ* → 0" },
  { x: 0, q: 0.87, text: "dotted: *x*^2, |*δ*| → ∞" },
];

/** z_i' = s_i - sigma_i in the mirror coordinates z = q'(sigma), on whitened inputs with aligned singular vectors. */
function mirrorField(targets: PlaneVector, delta: number): VectorField {
  return (_, z, out) => {
    for (let i = 0; i < 2; i++) out[i] = targets[i]! - inverseHyperbolicEntropyGradient(z[i]!, delta);
  };
}

/** How far the smaller singular value has come when the larger is halfway: which of the two paths is straight. */
function halfway({ deltas, targets }: MirrorPotentialsSpec, paths: readonly Row[]): string {
  const [larger, smaller] = targets[0] >= targets[1] ? [0, 1] : [1, 0];
  const words = [...new Set([Math.min(...deltas), Math.max(...deltas)])].map((delta) => {
    const row = paths.find(
      (each) => each.delta === delta && Number(each[`sigma${larger! + 1}Exact`]) >= targets[larger!]! / 2,
    );
    const share = Number(row?.[`sigma${smaller! + 1}Exact`]) / targets[smaller!]!;
    return `${measured(100 * share)}% of its own way at |δ| = ${number(delta)}`;
  });
  return `When the larger is halfway to its target, the smaller has come ${enumerated(words)}.`;
}
