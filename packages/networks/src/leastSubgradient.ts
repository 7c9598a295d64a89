/** Where a neuron goes at a kink it stands on: to the positive side, to the negative one, or along it. */
export type KinkSide = -1 | 0 | 1;

/** A kink that a neuron stands on and that attracts it. */
export interface AttractingKink {
  /** Unit vector across the kink, length d. */
  readonly direction: Float64Array;
  /** What the gradient gains along `direction` from the negative to the positive side. */
  readonly jump: number;
}

/**
 * The subgradient of least norm, |g + sum_s c_s jump_s u_s| over c_s in [0, 1], as the sides that it means: 1 for c = 1, -1 for c = 0 and
 * 0 for c between, where the neuron slides.
 *
 * All 3^m choices of sides are tried, m being the number of kinks a neuron stands on at once: one or two, and all of them at w = 0.
 */
export function leastSubgradient(gradient: Float64Array, kinks: readonly AttractingKink[]): KinkSide[] {
  let best: KinkSide[] = kinks.map(() => 1);
  let least = Number.POSITIVE_INFINITY;
  let slidingOfBest = 0;
  const tieWidth = 1e-13 * kinks.reduce((sum, { jump }) => sum + Math.abs(jump), Math.hypot(...gradient));
  for (const { sides, sliding, terms, vector } of choicesOfSides(gradient, kinks)) {
    if (terms.every((term, s) => term * Math.sign(sliding[s]!.jump) >= 0 && term / sliding[s]!.jump <= 1)) {
      // where a jump is lost in rounding both sides have one norm, and the motion away from the kink decides
      const movesIn = kinks.some(
        ({ direction, jump }, s) => sides[s]! * Math.sign(jump) * dot(vector, direction) > tieWidth,
      );
      const size = movesIn ? Number.MAX_VALUE : Math.hypot(...vector);
      // at a bound the side is the same subgradient: it leaves, where sliding on would end at once
      const tie = tieWidth * (sliding.length < slidingOfBest ? -1 : 1);
      if (size < least - tie) {
        slidingOfBest = sliding.length;
        least = size;
        best = [...sides];
      }
    }
  }
  return best;
}

/**
 * The sides on which a neuron leaves w = 0, where all kinks meet: those for which the descent direction -sign v, v being the subgradient that they
 * mean, lies on these very sides. Of several the steepest; undefined if there is none, where the neuron stays.
 *
 * @param gradient the gradient with every kink on its negative side
 * @param sign of the readout; a kink attracts, and can be slid on, where its jump has this sign
 */
export function leavingSides(
  gradient: Float64Array,
  kinks: readonly AttractingKink[],
  sign: number,
): KinkSide[] | undefined {
  let best: KinkSide[] | undefined;
  let steepest = 0;
  for (const { sides, sliding, terms, vector } of choicesOfSides(gradient, kinks)) {
    if (terms.every((term, s) => sign * sliding[s]!.jump > 0 && sign * term >= 0 && term / sliding[s]!.jump <= 1)) {
      const size = Math.hypot(...vector);
      const agrees = kinks.every(
        ({ direction }, s) => sides[s] === 0 || -sign * sides[s]! * dot(vector, direction) > 0,
      );
      if (agrees && size > steepest) {
        steepest = size;
        best = [...sides];
      }
    }
  }
  return best;
}

/** A side for each kink, and the subgradient that it means: orthogonal to the kinks that the neuron slides on, by a term of each. */
interface ChoiceOfSides {
  readonly sides: readonly KinkSide[];
  readonly sliding: readonly AttractingKink[];
  readonly terms: readonly number[];
  readonly vector: Float64Array;
}

/** All choices of sides in which the kinks that are slid on are independent. */
function* choicesOfSides(gradient: Float64Array, kinks: readonly AttractingKink[]): Generator<ChoiceOfSides> {
  const sides: KinkSide[] = kinks.map(() => -1);
  for (;;) {
    const vector = gradient.slice();
    for (const [s, { direction, jump }] of kinks.entries()) if (sides[s] === 1) addMultiple(vector, jump, direction);
    const sliding = kinks.filter((_, s) => sides[s] === 0);
    const terms = slidingTerms(
      vector,
      sliding.map(({ direction }) => direction),
    );
    if (terms !== undefined) {
      for (const [s, { direction }] of sliding.entries()) addMultiple(vector, terms[s]!, direction);
      yield { sides, sliding, terms, vector };
    }
    const digit = sides.findIndex((side) => side < 1);
    if (digit < 0) return;
    sides.fill(-1, 0, digit);
    sides[digit] = (sides[digit]! + 1) as KinkSide;
  }
}

function addMultiple(vector: Float64Array, factor: number, direction: Float64Array): void {
  for (let j = 0; j < vector.length; j++) vector[j] = vector[j]! + factor * direction[j]!;
}

/**
 * The terms t for which `vector` + sum_s t_s u_s is orthogonal to every u_s; undefined if the u_s are not independent.
 * Gaussian elimination of the Gram matrix, whose size is the number of kinks that one neuron slides on.
 */
export function slidingTerms(vector: Float64Array, directions: readonly Float64Array[]): number[] | undefined {
  const m = directions.length;
  const rows = directions.map((one) => [...directions.map((other) => dot(one, other)), -dot(one, vector)]);
  for (let p = 0; p < m; p++) {
    // unit vectors: a pivot is the squared sine of the angle to those before
    if (!(rows[p]![p]! > 1e-12)) return undefined;
    for (let q = p + 1; q < m; q++) {
      const factor = rows[q]![p]! / rows[p]![p]!;
      for (let k = p; k <= m; k++) rows[q]![k] = rows[q]![k]! - factor * rows[p]![k]!;
    }
  }
  const terms = new Array<number>(m).fill(0);
  for (let p = m - 1; p >= 0; p--) {
    let rest = rows[p]![m]!;
    for (let q = p + 1; q < m; q++) rest -= rows[p]![q]! * terms[q]!;
    terms[p] = rest / rows[p]![p]!;
  }
  return terms;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j]! * y[j]!;
  return sum;
}
