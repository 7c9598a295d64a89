import { type NeuronState, neuronWithFunction } from "@lazyrich/networks";
import type { Row } from "@lazyrich/tables";
import { type Figure, framesOf } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, simulatedBy, vector } from "./captionText.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { drawFigure2 } from "./figure2Drawing.js";
import { type Figure2Spec, figure2Schema as schema } from "./figure2Spec.js";
import type { PlaneVector } from "./figureFields.js";
import { levelSet, productCurve } from "./levelSet.js";

const signs = [1, -1] as const;

/** Where the balance of the layers lets a neuron go: level sets of delta in parameter space, and trajectories on them. */
export const figure2: Figure<Figure2Spec> = {
  id: "2",
  title: figureTitle("2"),
  schema,
  spec: schema.parse({}),
  presets: { paper: schema.parse({}) },

  caption: (spec, { tables }) =>
    "The conserved quantity δ = η_w a² − η_a|w|² keeps the parameters (w, a) of a single hidden neuron on a one-sheeted hyperboloid (δ < 0, downstream), " +
    "a double cone (δ = 0, balanced) or a two-sheeted hyperboloid (δ > 0, upstream), colored by the training loss |a w − β*|²/2. " +
    `Red: the global minima a w = β* = ${vector(spec.betaStar)}; stars: those on the surface. Gray: equivalent initializations a w = β₀ = ${vector(spec.beta0)}; open ` +
    `circles: those on the surface. ${(tables.points ?? []).some(({ kind }) => kind === "saddle") ? "Filled dots: saddles. " : ""}Panels: δ = ${list(spec.deltas)}.` +
    `${learningRates(spec)} Trajectories of gradient flow, one to each sign of a; what the surface hides is dotted. ${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, options) {
    const { betaStar, beta0, deltas, reach, etaA, etaW } = spec;
    const at = (beta: PlaneVector, delta: number, sign: 1 | -1) =>
      neuronWithFunction({ beta0: beta, delta, etaA, etaW, sign });
    const cases = deltas.flatMap((delta) =>
      signs.map((sign) => ({ ...spec, identity: { delta, sign }, start: at(beta0, delta, sign) })),
    );
    const trajectories = await comparedNeurons(cases, spec, ({ w, a }) => ({ w, a }), options);
    const surface: Row[] = [];
    const curves: Row[] = [];
    const points: Row[] = [];
    for (const delta of deltas) {
      const set = levelSet({ delta, etaA, etaW, reach, betaStar, beta0 });
      surface.push(...set.surface);
      for (const sign of signs) {
        curves.push(...productCurve({ delta, curve: "minima" }, betaStar, sign, set.reach));
        curves.push(...productCurve({ delta, curve: "equivalent" }, beta0, sign, set.reach));
        points.push(
          pointRow({ delta, kind: "start" }, at(beta0, delta, sign)),
          pointRow({ delta, kind: "minimum" }, at(betaStar, delta, sign)),
        );
      }
      points.push(...saddles({ delta, etaA, betaStar }).map((saddle) => ({ delta, kind: "saddle", ...saddle })));
    }
    return {
      tables: { trajectories, surface, curves, points },
      largestDifference: largestDifference(trajectories),
    };
  },

  draw(data, spec, options = {}) {
    return drawFigure2(data, spec, options, this);
  },

  frames(data, spec, { count, ...options } = {}) {
    const times = [...new Set((data.tables.trajectories ?? []).map(({ t }) => Number(t)))];
    return framesOf(times.length, count).map((frame) =>
      drawFigure2(data, spec, options, { title: this.title, time: times[frame]! }),
    );
  },
};

const pointRow = (identity: Row, { a, w }: NeuronState): Row => ({ ...identity, w1: w[0]!, w2: w[1]!, a });

/** Where the loss has no slope but is no minimum: a = 0 and w orthogonal to the target; there is none on an upstream level set. */
function saddles({
  delta,
  etaA,
  betaStar,
}: {
  readonly delta: number;
  readonly etaA: number;
  readonly betaStar: PlaneVector;
}): { w1: number; w2: number; a: number }[] {
  if (delta > 0) return [];
  if (delta === 0) return [{ w1: 0, w2: 0, a: 0 }];
  const scale = Math.sqrt(-delta / etaA) / Math.hypot(...betaStar);
  return [1, -1].map((sign) => ({ w1: -sign * scale * betaStar[1], w2: sign * scale * betaStar[0], a: 0 }));
}
