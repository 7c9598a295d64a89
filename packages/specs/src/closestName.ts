/**
 * The name a user most likely meant: the one fewest edits away (insertions, deletions, replacements, swaps of
 * neighbours; letter case and dashes do not count), or undefined when none is near.
 *
 * @param name as it was written
 * @param names those there are
 * @example
 * import { closestName } from "@lazyrich/specs";
 * closestName("gausian", ["gaussian", "he", "mirrored"]); // "gaussian"
 * closestName("xyz", ["gaussian", "he", "mirrored"]); // undefined
 */
export function closestName(name: string, names: readonly string[]): string | undefined {
  const wanted = plain(name);
  if (wanted.length > 64) return undefined;
  let closest: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length * 0.4)) + 1;
  for (const candidate of names) {
    const edits = editDistance(wanted, plain(candidate));
    if (edits < fewest) {
      fewest = edits;
      closest = candidate;
    }
  }
  return closest;
}

const plain = (name: string) => name.toLowerCase().replace(/[-_\s]/g, "");

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
