export const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));

export const distance = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  norm(Array.from(x, (entry, i) => entry - y[i]!));
