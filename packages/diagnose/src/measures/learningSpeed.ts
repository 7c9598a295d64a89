import type { Architecture } from "../architecture/architecture.js";
import type { Conserved } from "./conserved.js";

/** Which layers learn fastest: how much of the kernel's trace is theirs. */
export interface LearningSpeed {
  /** As the checkpoint names it. */
  readonly layer: string;
  /** Its share of the kernel's trace. */
  readonly before: number;
  /** Its share afterwards. */
  readonly after: number;
  /** The mean over neurons of what is conserved between this layer and the next, where something is. */
  readonly deltaBefore: number | null;
  /** The same afterwards. */
  readonly deltaAfter: number | null;
}

/** Which layers have the larger share of the kernel's trace: the first (upstream), all alike, or the last (downstream). */
export type Profile = "upstream" | "balanced" | "downstream";

/** One row a layer with parameters, in order. */
export function learningSpeeds(
  { layerNames }: Architecture,
  before: readonly number[],
  after: readonly number[],
  conserved: readonly Conserved[],
): LearningSpeed[] {
  return [...new Set(layerNames)].map((layer) => {
    const share = (shares: readonly number[]): number =>
      shares.reduce((sum, each, block) => sum + (layerNames[block] === layer ? each : 0), 0);
    const delta = conserved.find(({ layers, quantity }) => layers[0] === layer && quantity.startsWith("|outgoing"));
    return {
      layer,
      before: share(before),
      after: share(after),
      deltaBefore: delta ? mean(delta.before) : null,
      deltaAfter: delta ? mean(delta.after) : null,
    };
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** How far from the middle the profile must lean to be called by one side: a convention. */
const LEANING = 0.1;

/**
 * Upstream where the layers that learn fastest are the first, downstream where they are the last: by the mean place of the profile,
 * from 0 at the first layer to 1 at the last, beyond .1 from the middle.
 */
export function profileOf(shares: readonly number[]): Profile {
  if (shares.length < 2) return "balanced";
  const place = shares.reduce((sum, share, l) => sum + (share * l) / (shares.length - 1), 0);
  if (place < 0.5 - LEANING) return "upstream";
  return place > 0.5 + LEANING ? "downstream" : "balanced";
}
