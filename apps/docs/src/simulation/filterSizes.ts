export const filterCount = 12;
export const filterSide = 15;
/** Steps of 12 epochs of 20 batches that are shown, closer together at first. */
export const filterSteps: readonly number[] = [
  ...[0, 1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20],
  ...Array.from({ length: 44 }, (_, i) => 25 + 5 * i),
];
/** Those after which the pictures that were not trained on are looked at, which takes as long as a few steps. */
export const accuracySteps: ReadonlySet<number> = new Set([
  ...[0, 1, 2, 4, 6, 10, 14],
  ...Array.from({ length: 12 }, (_, i) => 20 * (i + 1)),
]);
