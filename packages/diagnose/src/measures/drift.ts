import type { ScaledConserved } from "./conserved.js";

/** What the drift of conserved quantities tells of the training. */
export interface Drift {
  /** |after - before| over the squares of the weights that they are differences of, all quantities together. */
  readonly relative: number;
  /** What it looks like. */
  readonly cause: "as gradient flow" | "weight decay" | "not plain gradient descent";
  /** The common factor of all quantities, where it is weight decay. */
  readonly factor: number | undefined;
  /** In a sentence. */
  readonly text: string;
}

/** A drift so small is what steps of finite size leave: a convention. */
const SMALL = 0.01;
/** The part of the drift that one factor may leave unexplained: a convention. */
const UNEXPLAINED = 0.25;

/**
 * Gradient flow conserves them; with weight decay lambda all shrink by one factor exp(-2 lambda t); other drifts come from
 * momentum, large steps or a method that scales each parameter, such as Adam.
 *
 * @returns undefined where nothing is conserved.
 */
export function driftOf(conserved: readonly ScaledConserved[]): Drift | undefined {
  if (conserved.length === 0) return undefined;
  const pairs = conserved.flatMap(({ before, after, scale }) =>
    before.map((x, k) => [x, after[k]!, scale[k]!] as const),
  );
  const total = (of: (x: number, y: number, scale: number) => number): number =>
    pairs.reduce((sum, [x, y, scale]) => sum + of(x, y, scale), 0);
  const factor = total((x, y) => x * y) / total((x) => x * x);
  const change = total((x, y) => (y - x) ** 2);
  const rest = total((x, y) => (y - factor * x) ** 2);
  const relative = Math.sqrt(change / total((_x, _y, scale) => scale ** 2));
  const shown = ` (drift ${percent(relative)} of the squares of the weights)`;
  if (change > 0 && factor > 0 && factor < 1 - SMALL && rest < UNEXPLAINED ** 2 * change) {
    const time = (-Math.log(factor) / 2).toPrecision(3);
    return {
      relative,
      cause: "weight decay",
      factor,
      text: `all that gradient flow conserves shrank by one factor, ${factor.toPrecision(3)}: weight decay, with learning rate x decay x steps = ${time}`,
    };
  }
  if (!(relative > SMALL)) {
    return {
      relative,
      cause: "as gradient flow",
      factor: undefined,
      text: `what gradient flow conserves was kept${shown}`,
    };
  }
  return {
    relative,
    cause: "not plain gradient descent",
    factor: undefined,
    text: `what gradient flow conserves was not kept${shown}: not plain gradient descent (Adam, step size)`,
  };
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`;
