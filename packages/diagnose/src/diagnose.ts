import { randomGenerator } from "@lazyrich/data";
import type { DeepNetwork, Precision } from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import type { Architecture, NetworkState } from "./architecture/architecture.js";
import type { Checkpoint } from "./checkpoint/checkpoint.js";
import type { ByParameter, Diagnosis, RoundingFloor } from "./diagnosis.js";
import { type Labels, labelsOf, performance } from "./labels.js";
import { activationChange } from "./measures/activationChange.js";
import { alphaEffect } from "./measures/alphaEffect.js";
import { conserved } from "./measures/conserved.js";
import { driftOf } from "./measures/drift.js";
import { hiddenLayers } from "./measures/hiddenLayers.js";
import { type KernelComparison, kernelComparison } from "./measures/kernelComparison.js";
import { learningSpeeds, profileOf } from "./measures/learningSpeed.js";
import { parameterChange } from "./measures/parameterChange.js";
import { representationChanges } from "./measures/representations.js";
import { rounded } from "./measures/rounded.js";
import { sizesAndDirections } from "./measures/sizesAndDirections.js";
import { requireOwnOutputs } from "./requireOwnOutputs.js";
import { sampledOutputs } from "./sampledOutputs.js";
import { verdict } from "./verdict/verdict.js";

export interface DiagnoseOptions {
  readonly architecture: Architecture;
  readonly before: Checkpoint;
  readonly after: Checkpoint;
  /** n x d, one row an input; of an image channel by channel. */
  readonly inputs: Matrix;
  /** Classes n x 1 or values n x c. */
  readonly labels?: Matrix | undefined;
  /** One's own outputs before, n x c: if the rebuilt network gives others, nothing is diagnosed. */
  readonly outputsBefore?: Matrix | undefined;
  /** By the name of a parameter or layer, 1 by default: they change kernels and conserved quantities. */
  readonly learningRates?: Readonly<Record<string, number>> | undefined;
  /** Of the numbers that are computed with; "float64" by default. */
  readonly precision?: Precision | undefined;
  /** Between lazy and rich, .05 by default: a convention. */
  readonly threshold?: number | undefined;
  /** So many of the inputs, or outputs, drawn by the seed, take part in kernels; all by default. */
  readonly inputsCount?: number | undefined;
  /** So many of the outputs take part in kernels; all by default. */
  readonly outputsCount?: number | undefined;
  /** Of what is drawn at random; 0 by default. */
  readonly seed?: number | undefined;
  /** Called with the share that is done. Throws to stop. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The S that rounding each number of a kernel makes, with room for sums: about the square of 100 roundings. */
export const ROUNDING: Readonly<Record<Precision, number>> = { float64: 1e-27, float32: 1e-10 };

/** The verdict's mixtures of sizes and directions are compared on so many inputs times outputs at most. */
const MIXTURE_SIZE = 500;

/**
 * Is the network lazy or rich between two checkpoints, and where? Kernels in evaluation mode, every number in float64 from the
 * stored values unless `precision` says less.
 *
 * @param options architecture, two checkpoints, inputs, and what else is known
 * @throws RangeError in one line if checkpoints, inputs, labels or options do not fit the architecture.
 * @example
 * import { checkpoint, diagnose, inferredChain } from "@lazyrich/diagnose";
 * const array = (shape, ...data) => ({ shape, data: Float64Array.from(data) });
 * const before = checkpoint({ "0.weight": array([2, 2], 1, 0, 0.5, 1), "2.weight": array([1, 2], 1, -1) }, "before");
 * const after = checkpoint({ "0.weight": array([2, 2], 2, 1, 0.5, -1), "2.weight": array([1, 2], 2, -1) }, "after");
 * const inputs = { rows: 3, columns: 2, data: Float64Array.of(1, 0, 0, 1, 1, 1) };
 * const architecture = inferredChain(before, { inputDimension: 2 });
 * diagnose({ architecture, before, after, inputs }).kernelDistance; // 0.0099615
 */
export function diagnose(options: DiagnoseOptions): Diagnosis {
  const { architecture, precision = "float64", threshold = 0.05, seed = 0 } = options;
  const { network, tensors, description } = architecture;
  const [before, after] = [architecture.stateOf(options.before), architecture.stateOf(options.after)];
  if (options.outputsBefore) requireOwnOutputs(architecture, before, options.inputs, options.outputsBefore);
  const rates = ratesOf(architecture, options.learningRates ?? {});
  const labels = options.labels && labelsOf(options.labels, options.inputs.rows, network.outputDimension);
  const random = randomGenerator(seed);
  const drawn = drawnFrom(options, random.uniform);
  const { inputs, outputs, kernelNetwork, stateOf } = drawn;
  const c = outputs.length;

  const compare = (from: NetworkState, to: NetworkState, X: Matrix, first: number, last: number): KernelComparison =>
    kernelComparison(kernelNetwork, stateOf(from), stateOf(to), X, {
      precision,
      rates,
      targets: labels && X === inputs ? drawn.targetsOf(labels.targets) : undefined,
      onProgress: (share) => options.onProgress?.(first + (last - first) * share),
    });
  const types = [options.before.type, options.after.type] as const;
  const isNarrow = types.some((type) => type === "F16" || type === "BF16");
  const share = isNarrow ? 0.4 : 0.7;
  options.onProgress?.(0);
  const kernels = compare(before, after, inputs, 0, share);

  const byParameter = (values: readonly (number | null)[]): ByParameter =>
    Object.fromEntries(values.map((value, block) => [tensors[block]!, value]));
  const change = (from: NetworkState, to: NetworkState) => ({
    activations: activationChange(architecture, from, to, inputs, precision),
    parameters: parameterChange(network.layers, from.theta, to.theta),
  });
  const { activations, parameters } = change(before, after);
  const floor = isNarrow ? floorOf() : undefined;
  function floorOf(): RoundingFloor {
    const moved = { ...before, theta: rounded(before.theta, types, random.uniform) };
    const noise = compare(before, moved, inputs, share, 0.8);
    const of = change(before, moved);
    return {
      types,
      kernelDistance: noise.distance,
      kernelDistanceTrace: noise.distanceTrace,
      kernelDistanceByParameter: byParameter(noise.byBlock),
      activationChange: of.activations,
      parameterDistance: of.parameters.distance,
      relativeParameterDistance: byParameter(of.parameters.relativeByBlock),
    };
  }

  const few = firstRows(inputs, Math.max(1, Math.floor(MIXTURE_SIZE / c)));
  const { turned, resized, withoutDirection } = sizesAndDirections(network.layers, before.theta, after.theta);
  const whole = few === inputs ? kernels.distance : compare(before, after, few, 0.8, 0.85).distance;
  const isSplit = withoutDirection.length === 0;
  const mixtures = {
    turned: isSplit ? compare(before, { ...before, theta: turned }, few, 0.85, 0.9).distance : null,
    resized: isSplit ? compare(before, { ...before, theta: resized }, few, 0.9, 0.95).distance : null,
    whole,
  };

  const alpha = alphaEffect(architecture, kernels.traces.before);
  const quantities = conserved(architecture, before.theta, after.theta, rates);
  const shares = [kernels.traces.before, kernels.traces.after].map(sharesOf) as [number[], number[]];
  const learningSpeed = learningSpeeds(architecture, shares[0], shares[1], quantities);
  const fastest = learningSpeed.reduce((most, each) => (each.before > most.before ? each : most));
  const furthest = furthestOf(kernels.byBlock, tensors, shares[0]);
  const lossAndAccuracy = lossAndAccuracyOf(network, [before, after], options.inputs, labels, precision);
  const representations = representationChanges(architecture, before, after, inputs, precision);
  options.onProgress?.(1);
  return {
    architecture:
      architecture.assumed === undefined || options.outputsBefore
        ? architecture.source
        : `${architecture.source} (${architecture.assumed})`,
    inputs: inputs.rows,
    outputs: c,
    parameters: network.parameterCount,
    ...lossAndAccuracy,
    verdict: verdict({
      distance: kernels.distance,
      standardError: kernels.standardError,
      parameterDistance: parameters.distance,
      rounding: ROUNDING[precision],
      floor: floor?.kernelDistance ?? null,
      threshold,
      mixtures: isSplit ? mixtures : undefined,
      withoutDirection: withoutDirection.map((block) => tensors[block]!),
      narrowType: types.filter((type) => type === "F16" || type === "BF16").at(-1),
      profile: profileOf(learningSpeed.map((each) => each.before)),
      fastest: { layer: fastest.layer, share: fastest.before },
      furthest: furthest.distance >= ROUNDING[precision] ? furthest : undefined,
      activationChange: activations,
      scaling: alpha.length > 0 ? "first and last layer" : network.isNormalized ? "first layer" : "none",
    }),
    kernelDistance: kernels.distance,
    kernelDistanceStandardError: kernels.standardError,
    kernelDistanceTrace: kernels.distanceTrace,
    kernelDistanceTraceStandardError: kernels.standardErrorTrace,
    kernelDistanceByParameter: byParameter(kernels.byBlock),
    kernelShareBefore: byParameter(shares[0]),
    kernelShareAfter: byParameter(shares[1]),
    kernelTargetAlignment: kernels.targetAlignment,
    activationChange: activations,
    hiddenLayers: hiddenLayers(description).map(({ name, activation, hasKink }) => ({
      layer: name,
      activation,
      measure: hasKink ? "switched" : "turned",
    })),
    representations,
    parameterDistance: parameters.distance,
    parameterDistanceByParameter: byParameter(parameters.byBlock),
    relativeParameterDistance: byParameter(parameters.relativeByBlock),
    conserved: quantities.map(({ scale: _, ...quantity }) => quantity),
    drift: driftOf(quantities),
    learningSpeed,
    alpha,
    mixtures,
    roundingFloor: floor,
  };
}

function furthestOf(distances: readonly (number | null)[], names: readonly string[], shares: readonly number[]) {
  const moved = distances.map((distance, block) => ({
    name: names[block]!,
    distance: distance ?? 0,
    share: shares[block]!,
  }));
  return moved.reduce((most, each) => (each.distance > most.distance ? each : most));
}

function lossAndAccuracyOf(
  network: DeepNetwork,
  states: readonly [before: NetworkState, after: NetworkState],
  inputs: Matrix,
  labels: Labels | undefined,
  precision: Precision,
): Pick<Diagnosis, "lossName" | "loss" | "accuracy"> {
  if (labels === undefined) return { lossName: undefined, loss: undefined, accuracy: undefined };
  const [before, after] = states.map((state) =>
    performance(outputsOf(network, state, inputs, precision), labels, network.outputDimension),
  );
  return {
    lossName: labels.lossName,
    loss: { before: before!.loss, after: after!.loss },
    accuracy: before!.accuracy === null ? undefined : { before: before!.accuracy, after: after!.accuracy },
  };
}

const sharesOf = (traces: readonly number[]): number[] => {
  const total = traces.reduce((sum, each) => sum + each, 0);
  return traces.map((each) => each / total);
};

/** Inputs and outputs that take part in kernels. */
function drawnFrom({ architecture, inputs: all, inputsCount, outputsCount }: DiagnoseOptions, uniform: () => number) {
  const c = architecture.network.outputDimension;
  const rows = countOf("inputsCount", inputsCount, all.rows);
  const outputCount = countOf("outputsCount", outputsCount, c);
  const places = sample(all.rows, rows, uniform);
  const outputs = sample(c, outputCount, uniform);
  const d = all.columns;
  const inputs: Matrix =
    rows === all.rows
      ? all
      : {
          rows,
          columns: d,
          data: Float64Array.from({ length: rows * d }, (_, k) => all.data[places[Math.floor(k / d)]! * d + (k % d)]!),
        };
  const part = outputCount === c ? undefined : sampledOutputs(architecture, outputs);
  return {
    inputs,
    outputs,
    kernelNetwork: part?.network ?? architecture.network,
    stateOf: (state: NetworkState): NetworkState => part?.stateOf(state) ?? state,
    targetsOf: (targets: Float64Array): Float64Array =>
      Float64Array.from(places.flatMap((i) => outputs.map((a) => targets[i * c + a]!))),
  };
}

function countOf(name: string, count: number | undefined, most: number): number {
  if (count === undefined) return most;
  if (!(Number.isInteger(count) && count > 0 && count <= most)) {
    throw new RangeError(`${name} is ${count}; expected a whole number from 1 to ${most}`);
  }
  return count;
}

function firstRows(inputs: Matrix, rows: number): Matrix {
  if (rows >= inputs.rows) return inputs;
  return { rows, columns: inputs.columns, data: inputs.data.subarray(0, rows * inputs.columns) };
}

function outputsOf(
  network: DeepNetwork,
  { theta, statistics }: NetworkState,
  inputs: Matrix,
  precision: Precision,
): Float64Array {
  const outputs = new Float64Array(inputs.rows * network.outputDimension);
  network.value(theta, inputs, outputs, { precision, statistics });
  return outputs;
}

/** One rate a block, or undefined where all are 1. */
function ratesOf({ tensors, layerNames }: Architecture, given: Readonly<Record<string, number>>): number[] | undefined {
  for (const [name, rate] of Object.entries(given)) {
    if (!tensors.includes(name) && !layerNames.includes(name)) {
      throw new RangeError(
        `learningRates has ${name}; expected names of ${[...new Set(layerNames)].join(", ")} or their parameters`,
      );
    }
    if (!(rate >= 0 && Number.isFinite(rate))) {
      throw new RangeError(`learningRates.${name} is ${rate}; expected a finite number >= 0`);
    }
  }
  if (Object.keys(given).length === 0) return undefined;
  return tensors.map((name, block) => given[name] ?? given[layerNames[block]!] ?? 1);
}

/** `count` of the numbers below `size`, each set equally likely, in order. */
function sample(size: number, count: number, uniform: () => number): number[] {
  const numbers = Array.from({ length: size }, (_, k) => k);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(uniform() * (size - k));
    [numbers[k], numbers[other]] = [numbers[other]!, numbers[k]!];
  }
  return numbers.slice(0, count).sort((a, b) => a - b);
}
