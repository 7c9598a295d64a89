/** `count` of the numbers below `size`, each set equally likely, in order. */
export function sample(size: number, count: number, uniform: () => number): number[] {
  const numbers = Array.from({ length: size }, (_, k) => k);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(uniform() * (size - k));
    [numbers[k], numbers[other]] = [numbers[other]!, numbers[k]!];
  }
  return numbers.slice(0, count).sort((a, b) => a - b);
}
