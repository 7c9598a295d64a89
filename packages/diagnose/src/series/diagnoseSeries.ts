import type { Checkpoint } from "../checkpoint/checkpoint.js";
import { type DiagnoseOptions, diagnose } from "../diagnose.js";
import type { Diagnosis } from "../diagnosis.js";
import { type Phases, phasesOf } from "./phases.js";
import type { SeriesRow } from "./seriesRow.js";

export interface SeriesOptions extends Omit<DiagnoseOptions, "before" | "after"> {
  /** In the order of their steps; the first is what the others are compared with. Each is read when its turn comes, and not kept. */
  readonly checkpoints: readonly { readonly step: number; read(): Checkpoint }[];
}

/** A network over its training. */
export interface SeriesDiagnosis {
  /** Of the last checkpoint against the first. */
  readonly last: Diagnosis;
  /** One row a checkpoint and quantity that moves in time: `step`, S and its standard error, activations, parameters, outputs. */
  readonly rows: readonly SeriesRow[];
  readonly phases: Phases;
}

/**
 * Diagnoses every checkpoint of a series against its first.
 *
 * @param options architecture, checkpoints in the order of their steps, and inputs
 * @throws RangeError of `diagnose`, or if there are fewer than two checkpoints or their steps do not rise.
 * @example
 * import { checkpoint, diagnoseSeries, inferredChain } from "@lazyrich/diagnose";
 * const at = (w) => checkpoint({ "0.weight": { shape: [1, 2], data: Float64Array.of(w, 1) } }, "w");
 * const inputs = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const architecture = inferredChain(at(1), { inputDimension: 2 });
 * const checkpoints = [0, 10, 100].map((step) => ({ step, read: () => at(1 + step) }));
 * diagnoseSeries({ architecture, checkpoints, inputs }).last.kernelDistance; // 0: the kernel of a linear model stays
 */
export function diagnoseSeries({ checkpoints, onProgress, ...options }: SeriesOptions): SeriesDiagnosis {
  const [first, ...others] = checkpoints;
  if (first === undefined || others.length === 0) {
    throw new RangeError(`checkpoints are ${checkpoints.length}; expected at least two`);
  }
  for (const [k, { step }] of others.entries()) {
    if (!(step > checkpoints[k]!.step)) {
      throw new RangeError(`the step ${step} follows ${checkpoints[k]!.step}; expected steps that rise`);
    }
  }
  const outputs = outputsFor(options);
  const before = first.read();
  const start = outputs(before);
  const found = others.map(({ step, read }, k) => {
    const after = read();
    const progress = (share: number): void => onProgress?.((k + share) / others.length);
    return {
      step,
      distance: distanceOf(outputs(after), start),
      diagnosis: diagnose({ ...options, before, after, onProgress: progress }),
    };
  });
  const { loss, accuracy } = found[0]!.diagnosis;
  const rows: SeriesRow[] = [
    {
      step: first.step,
      kernelDistance: 0,
      kernelDistanceStandardError: 0,
      kernelDistanceTrace: 0,
      activationChange: found[0]!.diagnosis.activationChange.length > 0 ? 0 : null,
      parameterDistance: 0,
      outputDistance: 0,
      loss: loss?.before ?? null,
      accuracy: accuracy?.before ?? null,
    },
    ...found.map(({ step, distance, diagnosis }) => ({
      step,
      kernelDistance: diagnosis.kernelDistance,
      kernelDistanceStandardError: diagnosis.kernelDistanceStandardError,
      kernelDistanceTrace: diagnosis.kernelDistanceTrace,
      activationChange: mean(diagnosis.activationChange),
      parameterDistance: diagnosis.parameterDistance,
      outputDistance: distance,
      loss: diagnosis.loss?.after ?? null,
      accuracy: diagnosis.accuracy?.after ?? null,
    })),
  ];
  return { last: found.at(-1)!.diagnosis, rows, phases: phasesOf(rows, options.threshold) };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length;

function outputsFor({ architecture, inputs }: Omit<SeriesOptions, "checkpoints">): (of: Checkpoint) => Float64Array {
  return (of) => {
    const { theta, statistics } = architecture.stateOf(of);
    const outputs = new Float64Array(inputs.rows * architecture.network.outputDimension);
    architecture.network.value(theta, inputs, outputs, { statistics });
    return outputs;
  };
}

const distanceOf = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0));
