/** The k-th of n parts of a sweep, k from 1 to n. */
export interface Shard {
  readonly k: number;
  readonly n: number;
}

/**
 * The shard written as "k/n".
 *
 * @param text as a user wrote it
 * @throws RangeError if it is not one.
 * @example
 * import { parseShard } from "@lazyrich/runs/files";
 * parseShard("2/8"); // { k: 2, n: 8 }
 * parseShard("9/8"); // RangeError: shard is "9/8"; expected k/n with k from 1 to n, such as 2/8
 */
export function parseShard(text: string): Shard {
  const [, k, n] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!(k !== undefined && n !== undefined && k >= 1 && k <= n)) {
    throw new RangeError(`shard is ${JSON.stringify(text)}; expected k/n with k from 1 to n, such as 2/8`);
  }
  return { k, n };
}

/** The cells of a shard: every n-th, so that shards take equally long. */
export function cellsOfShard<Cell>(cells: readonly Cell[], { k, n }: Shard): Cell[] {
  return cells.filter((_, index) => index % n === k - 1);
}
