import type { Axes } from "./architectureSpec.js";
import { isNumberedBefore } from "./naturalOrder.js";

/** A dense layer by its shapes. */
export interface ChainLink {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly bias: number | undefined;
}

export interface ChainOrdersOptions {
  readonly inputDimension: number;
  readonly axes: Axes;
  /** The one order to try. */
  readonly order?: readonly string[] | undefined;
}

/** Layers that the search puts behind others before it gives up. */
const MOST_STEPS = 10_000;

/**
 * Orders in which layers make a chain from inputs of d, each taking what the one before gives, and none before another that a
 * number in their names puts first: none, one, or two of several.
 *
 * @throws RangeError if the search takes too long, as for many layers of one width whose names have no numbers.
 */
export function chainOrders(
  links: readonly ChainLink[],
  { inputDimension, axes, order }: ChainOrdersOptions,
): string[][] {
  const ends = links.map(({ name, rows, columns, bias }) => {
    const [from, to] = axes === "out,in" ? [columns, rows] : [rows, columns];
    return { name, from, to, fits: bias === undefined || bias === to };
  });
  if (ends.some(({ fits }) => !fits)) return [];
  const found: string[][] = [];
  let steps = 0;
  const extend = (chain: readonly string[], width: number, rest: readonly (typeof ends)[0][]): void => {
    if (rest.length === 0) found.push([...chain]);
    for (const [i, next] of rest.entries()) {
      if (found.length > 1) return;
      if (next.from !== width) continue;
      const comesFirst = order
        ? order[chain.length] === next.name
        : !rest.some(({ name }) => isNumberedBefore(name, next.name));
      if (!comesFirst) continue;
      if (steps++ > MOST_STEPS)
        throw new RangeError(`${links.length} layers can stand in many orders; expected --order`);
      extend([...chain, next.name], next.to, [...rest.slice(0, i), ...rest.slice(i + 1)]);
    }
  };
  extend([], inputDimension, ends);
  return found;
}
