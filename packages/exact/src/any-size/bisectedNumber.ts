/**
 * The number next to one between two bounds >= 0 of which only is known whether it is at least another: found by bisection among all numbers, beside a guess
 * that may be anything. Beside a bound it is the bound.
 */
export function bisectedNumber(
  isAtLeast: (value: number) => boolean,
  [least, most]: readonly [number, number],
  guess: number,
): number {
  const [first, last] = [placeOf(least), placeOf(most)];
  const isAbove = (place: bigint): boolean => place <= first || (place < last && isAtLeast(numberAt(place)));
  const near = placeOf(guess > least ? Math.min(guess, most) : least);
  let [low, high] = [first, last];
  for (let step = 2n; ; step *= 64n) {
    const [isUnder, isOver] = [isAbove(near - step), !isAbove(near + step)];
    if (isUnder && near - step > low) low = near - step;
    if (isOver && near + step < high) high = near + step;
    if (isUnder && isOver) break;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isAbove(middle)) low = middle;
    else high = middle;
  }
  return low === first || high !== last ? numberAt(low) : most;
}

const places = new BigUint64Array(1);
const numbers = new Float64Array(places.buffer);

/** How many numbers >= 0 are below x >= 0. */
function placeOf(x: number): bigint {
  numbers[0] = x === 0 ? 0 : x;
  return places[0]!;
}

function numberAt(place: bigint): number {
  places[0] = place;
  return numbers[0]!;
}
