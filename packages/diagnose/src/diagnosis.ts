import type { AlphaEffect } from "./measures/alphaEffect.js";
import type { Conserved } from "./measures/conserved.js";
import type { Drift } from "./measures/drift.js";
import type { LearningSpeed } from "./measures/learningSpeed.js";
import type { RepresentationChange } from "./measures/representations.js";
import type { Verdict } from "./verdict/verdict.js";

/** A number at both checkpoints. */
export interface BeforeAndAfter {
  readonly before: number | null;
  readonly after: number | null;
}

/** By the names of parameters in the checkpoint. */
export type ByParameter = Readonly<Record<string, number | null>>;

/** How far a network has moved between two checkpoints; null where a denominator is 0. */
export interface Diagnosis {
  /** How the network was found, in a few words. */
  readonly architecture: string;
  /** How many inputs took part in kernels. */
  readonly inputs: number;
  /** How many outputs. */
  readonly outputs: number;
  /** p. */
  readonly parameters: number;
  /** With labels: which loss, "cross-entropy" of classes, "logistic loss" of 0 and 1 on one output or "mean squared error", and what was read as what. */
  readonly lossName?: string | undefined;
  /** With labels. */
  readonly loss?: BeforeAndAfter | undefined;
  /** With classes. */
  readonly accuracy?: BeforeAndAfter | undefined;
  readonly verdict: Verdict;
  /** S = 1 - <K, K'>/(|K| |K'|) on all nc x nc entries, with the standard error over subsets of inputs. */
  readonly kernelDistance: number | null;
  /** Of S, over the inputs. */
  readonly kernelDistanceStandardError: number | null;
  /** The same on the n x n traces over outputs. */
  readonly kernelDistanceTrace: number | null;
  /** Of S of the traces, over the inputs. */
  readonly kernelDistanceTraceStandardError: number | null;
  readonly kernelDistanceByParameter: ByParameter;
  /** Each parameter's share of the kernel's trace. */
  readonly kernelShareBefore: ByParameter;
  readonly kernelShareAfter: ByParameter;
  /** y^T K y/(|K| |y|^2), with labels. */
  readonly kernelTargetAlignment?: BeforeAndAfter | undefined;
  /** Share of pairs of unit and input that switched, or of a half turn, per hidden layer. */
  readonly activationChange: readonly number[];
  /** The hidden layers with their activations. */
  readonly hiddenLayers: readonly {
    readonly layer: string;
    readonly activation: string;
    readonly measure: "switched" | "turned";
  }[];
  /** Of each hidden layer, how far its representation of the inputs has moved. */
  readonly representations: readonly RepresentationChange[];
  /** |theta' - theta|. */
  readonly parameterDistance: number;
  readonly parameterDistanceByParameter: ByParameter;
  readonly relativeParameterDistance: ByParameter;
  /** What gradient flow would have conserved, layer by layer. */
  readonly conserved: readonly Conserved[];
  readonly drift?: Drift | undefined;
  /** How fast each layer learns. */
  readonly learningSpeed: readonly LearningSpeed[];
  /** What alpha would make of the learning speeds before; empty where it would change the function. */
  readonly alpha: readonly AlphaEffect[];
  /** S of the directions after with the sizes before, of the reverse, and of both, on the first inputs, at most 500 outputs of them; null for the parts where a row was 0 at the start. */
  readonly mixtures: {
    /** S with the directions after and the sizes before. */
    readonly turned: number | null;
    /** S with the directions before and the sizes after. */
    readonly resized: number | null;
    /** S with both after, on the same inputs. */
    readonly whole: number | null;
  };
  /** What rounding to F16 or BF16 alone would make, where a file was rounded so. */
  readonly roundingFloor?: RoundingFloor | undefined;
}

/**
 * What rounding the stored numbers alone would make of each measure.
 */
export interface RoundingFloor {
  /** The stored types, before and after. */
  readonly types: readonly [string, string];
  readonly kernelDistance: number | null;
  readonly kernelDistanceTrace: number | null;
  readonly kernelDistanceByParameter: ByParameter;
  /** One a hidden layer. */
  readonly activationChange: readonly number[];
  readonly parameterDistance: number;
  readonly relativeParameterDistance: ByParameter;
}
