import type { Profile } from "../measures/learningSpeed.js";

/**
 * What the verdict says.
 */
export type Regime = "lazy" | "rich" | "cannot tell";

/** What moved: the directions of the rows of weights, their sizes, or both. */
export type RichBy = "directions" | "sizes" | "both";

/** What "both" means. */
export type RichSplit = "by either alone" | "only by both together";

/** What a diagnosis comes to. */
export interface Verdict {
  /** Lazy, rich, or that it cannot be told. */
  readonly regime: Regime;
  /** Of a rich network. */
  readonly by: RichBy | undefined;
  /** Of a network rich by both: whether either alone reaches half of S, or only both together do. */
  readonly split?: RichSplit | undefined;
  /** Which layers learnt fastest at the start. */
  readonly profile: Profile;
  /** S between lazy and rich. */
  readonly threshold: number;
  /** Two sentences with the numbers that carry it. */
  readonly text: string;
  /** What to try, in one line. */
  readonly advice: string;
}

export interface VerdictNumbers {
  /** S and its standard error; null where a kernel is zero or there are too few inputs. */
  readonly distance: number | null;
  readonly standardError: number | null;
  /** |theta' - theta|. */
  readonly parameterDistance: number;
  /** The S below which it is the rounding of the computation. */
  readonly rounding: number;
  /** The S that rounding to the files' type alone would make, where it is a narrow one. */
  readonly floor: number | null;
  readonly threshold: number;
  /** S of (directions after, sizes before) and of the reverse, and S on the same inputs. */
  readonly mixtures:
    | { readonly turned: number | null; readonly resized: number | null; readonly whole: number | null }
    | undefined;
  /** Parameters with a row of zeros at the start, which has no direction. */
  readonly withoutDirection?: readonly string[];
  /** F16 or BF16, where a file is of it. */
  readonly narrowType?: string | undefined;
  readonly profile: Profile;
  /** The layer that learns fastest before, and its share. */
  readonly fastest: { readonly layer: string; readonly share: number };
  /** The parameters whose kernel moved most, and its share of the trace before. */
  readonly furthest: { readonly name: string; readonly distance: number; readonly share: number } | undefined;
  readonly activationChange: readonly number[];
  /** What alpha may scale at the start: with a normalisation the first layer alone. */
  readonly scaling: "first and last layer" | "first layer" | "none";
}

/**
 * Lazy if S + 2 standard errors < threshold, rich if S - 2 standard errors > threshold; "cannot tell" else, where S is not above
 * what rounding would make, and where no parameter moved, which tells of no training. Rich by directions if the kernel of the directions alone reaches half of S and that of the sizes does not,
 * by sizes in the reverse case, else by both, and then says whether by either alone or only by both together.
 */
export function verdict(numbers: VerdictNumbers): Verdict {
  const { distance: S, standardError, floor, threshold, mixtures, profile } = numbers;
  const hasMoved = numbers.parameterDistance > 0;
  const regime = hasMoved ? regimeOf(S, standardError, floor, threshold) : "cannot tell";
  const found = regime === "rich" && mixtures ? richBy(mixtures) : undefined;
  return {
    regime,
    by: found?.by,
    split: found?.split,
    profile,
    threshold,
    text: `${hasMoved ? firstSentence(numbers, regime, found) : UNMOVED} ${secondSentence(numbers, regime, found?.by)}`,
    advice: hasMoved ? adviceFor(numbers, regime) : "Give checkpoints of two moments of a training.",
  };
}

export function regimeOf(S: number | null, error: number | null, floor: number | null, threshold: number): Regime {
  if (S === null || error === null || (floor !== null && S <= floor)) return "cannot tell";
  if (S + 2 * error < threshold) return "lazy";
  return S - 2 * error > threshold ? "rich" : "cannot tell";
}

/** The verdict in a few words. */
export function regimeTitle({ regime, by, split }: Pick<Verdict, "regime" | "by" | "split">): string {
  if (regime !== "rich") return regime === "lazy" ? "Lazy" : "Cannot tell";
  if (by === "both") return `Rich by both directions and sizes, ${split}`;
  return by === undefined ? "Rich" : `Rich by ${by}`;
}

function richBy({ turned, resized, whole }: NonNullable<VerdictNumbers["mixtures"]>): Pick<Verdict, "by" | "split"> {
  const reaches = (part: number | null): boolean => part !== null && whole !== null && part >= whole / 2;
  if (reaches(turned) !== reaches(resized)) return { by: reaches(turned) ? "directions" : "sizes", split: undefined };
  return { by: "both", split: reaches(turned) ? "by either alone" : "only by both together" };
}

function firstSentence(
  { distance, standardError, floor, threshold, rounding, narrowType }: VerdictNumbers,
  regime: Regime,
  found: Pick<Verdict, "by" | "split"> | undefined,
): string {
  if (distance === null) return "Cannot tell: the kernel distance S is not defined, since a kernel is zero.";
  const S =
    distance < rounding
      ? `S < ${short(rounding)}, no more than rounding`
      : `S = ${short(distance)} ± ${standardError === null ? "?" : short(standardError)}`;
  if (regime === "lazy") {
    return `Lazy (${S}, below ${threshold}): ${KERNEL} stayed about as it was (${SCALE}), so the network learnt about as a linear model on the features that it began with.`;
  }
  if (regime === "rich") {
    return `${regimeTitle({ regime, by: found?.by, split: found?.split })} (${S}, above ${threshold}): ${KERNEL} did not stay as it was (${SCALE}), so the network learnt features of its own.`;
  }
  if (floor !== null && distance <= floor) {
    if (regimeOf(floor, standardError, null, threshold) === "lazy") {
      const far = floor <= threshold / 10 ? "far " : "";
      const type = narrowType ?? "the files' type";
      return `Cannot tell: nothing moved beyond the rounding of ${type} (${S}, floor ${short(floor)}), which is ${far}below the threshold ${threshold}.`;
    }
    return `Cannot tell (${S}): rounding the numbers to the type of the files alone would move the kernel by ${short(floor)}, as much as was found.`;
  }
  if (standardError === null) return `Cannot tell (${S}): too few inputs give no standard error.`;
  return `Cannot tell (${S}): S tells how far ${KERNEL} has turned (${SCALE}), and two standard errors reach across ${threshold}, the convention between lazy and rich.`;
}

const KERNEL = "the kernel, which says how a training step on one input changes the outputs for the others,";
const SCALE = "S is 0 where it is unmoved, 1 where it is unrelated";
const UNMOVED = "Nothing moved: both checkpoints hold the same parameters, so they tell of no training.";

function secondSentence(
  { mixtures, withoutDirection = [], furthest, fastest, profile, activationChange }: VerdictNumbers,
  regime: Regime,
  by: RichBy | undefined,
): string {
  const mostSwitched = activationChange.length > 0 ? Math.max(...activationChange) : undefined;
  const parts: string[] = [];
  if (regime === "rich" && by && mixtures) {
    parts.push(
      `turning the rows of the weights alone gives S = ${shownOf(mixtures.turned)} and resizing them alone ${shownOf(mixtures.resized)}, where half of the whole is ${shownOf(mixtures.whole && mixtures.whole / 2)}`,
    );
  }
  if (regime === "rich" && withoutDirection.length > 0) {
    parts.push(
      `no split into directions and sizes is there, since ${withoutDirection.join(", ")} began with rows of zeros, which have no direction`,
    );
  }
  if (furthest)
    parts.push(
      `the kernel of ${furthest.name} moved most (S = ${short(furthest.distance)}, ${percent(furthest.share)} of the whole)`,
    );
  if (mostSwitched) parts.push(`up to ${percent(mostSwitched)} of the activations of a hidden layer changed`);
  parts.push(
    `layer ${fastest.layer} learns fastest at the start with ${percent(fastest.share)} of the kernel's trace (${PROFILES[profile]})`,
  );
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}` : parts[0]!;
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const PROFILES: Readonly<Record<Profile, string>> = {
  upstream: "upstream: the first layers lead",
  balanced: "balanced: neither the first layers lead nor the last",
  downstream: "downstream: the last layers lead",
};

function adviceFor({ scaling, standardError, floor, distance }: VerdictNumbers, regime: Regime): string {
  const [others, back] = scaling === "first and last layer" ? [OTHERS, OTHERS.replace("multiply", "divide")] : ["", ""];
  if (regime === "lazy") {
    const upstream = `divide the first layer's weights${others || " by 3 to 10"} (upstream)`;
    return `For richer learning start anew ${scaling === "none" ? "with all weights smaller" : `and ${upstream}, or with all weights smaller`}.`;
  }
  if (regime === "rich") {
    const downstream = `multiply the first layer's weights${back || " by 3 to 10"} (downstream)`;
    return `To keep the features of the start, start anew ${scaling === "none" ? "with all weights larger" : `and ${downstream}, or with all weights larger`}.`;
  }
  if (floor !== null && distance !== null && distance <= floor) {
    return "Save the checkpoints in float32 and diagnose again.";
  }
  return standardError === null
    ? "Give at least three inputs on which the network is not constant."
    : "Give more inputs: the standard error falls with their number.";
}

const OTHERS = " and the hidden biases by 3 to 10 and multiply the last layer's weights by the same";

const short = (value: number): string => String(Number(value.toPrecision(2)));
const shownOf = (value: number | null): string => (value === null ? "none" : short(value));
const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`;
