import { requireFinite, requireFiniteVector, requirePositive } from "@lazyrich/linalg";
import { type Ball, ballOf, negative, ONE, scaledBall } from "../any-size/ballArithmetic.js";
import { ballDot, ballsOf } from "../any-size/ballVectors.js";
import { areOrdinary, requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";

/** A vector of the plane of two inputs. */
export type PlaneVector = readonly [x: number, y: number];

/** The task and learning rates that a boundary belongs to. */
export interface BasinProblem {
  readonly betaStar: PlaneVector;
  readonly etaA: number;
  readonly etaW: number;
}

/** A point of parameter space, with its conserved quantity. */
export interface ParameterPoint {
  readonly delta: number;
  readonly a: number;
  readonly w: PlaneVector;
}

/**
 * The surface between the basins of the minima with $a > 0$ and with $a < 0$, as one smooth sheet over the plane (a, v): $v^2 = -delta$, and the sign of
 * v says on which side of the target w lies.
 *
 * In canonical units the surface is $c_+ = 0$, that is $w.beta* = -a (omega + delta/2)$; with $omega + delta/2 = lambda$ the part of w orthogonal to beta*
 * is $v sqrt(1 + a^2 lambda / |beta*|^2)$. No component of beta* is divided by, so any target will do.
 *
 * @param problem target and learning rates
 * @param a the readout of the point
 * @param v the place across the sheet: $-v^2$ is delta, and the sign is the side of the target
 * @see Kunin et al. 2024, appendix A.
 * @example
 * import { basinBoundary } from "@lazyrich/exact";
 * basinBoundary({ betaStar: [0, 1], etaA: 1, etaW: 1 }, 0.5, 1); // { delta: -1, a: 0.5, w: [-1.0745, -0.30902] }
 */
export function basinBoundary(problem: BasinProblem, a: number, v: number): ParameterPoint {
  requireBasinProblem(problem);
  requireFinite("a", a);
  requireFinite("v", v);
  const { betaStar, etaA, etaW } = problem;
  if (!areOrdinary([...betaStar, etaA, etaW, a, v])) return boundaryOfAnySize(problem, a, v);
  const delta = -(v ** 2);
  const canonicalA = Math.sqrt(etaW) * a;
  const s = Math.sqrt(etaA * etaW) * Math.hypot(...betaStar);
  const lambda = s ** 2 / (Math.hypot(s, delta / 2) - delta / 2);
  const parallel = (-canonicalA * lambda) / s;
  const orthogonal = v * Math.sqrt(1 + (canonicalA ** 2 * lambda) / s ** 2);
  return { delta: 0 + delta, a, w: inTargetFrame(betaStar, parallel / Math.sqrt(etaA), orthogonal / Math.sqrt(etaA)) };
}

function boundaryOfAnySize({ betaStar, etaA, etaW }: BasinProblem, a: number, v: number): ParameterPoint {
  const [delta, ...w] = resolved((arithmetic) => {
    const { sum, product, quotient, root } = arithmetic;
    const [target, readout, width] = [ballsOf(betaStar), ballOf(a), ballOf(v)];
    const square = ballDot(arithmetic, target, target);
    const opposite = product(width, width);
    // s^2/lambda is omega - delta/2, and lambda/(etaA |beta*|^2) is etaW over it
    const s2 = product(product(ballOf(etaA), ballOf(etaW)), square);
    const half = scaledBall(opposite, -1);
    const share = quotient(ballOf(etaW), sum(root(sum(s2, product(half, half))), half));
    const parallel = negative(product(readout, share));
    const length = root(quotient(sum(ONE, product(product(readout, readout), share)), product(ballOf(etaA), square)));
    const orthogonal = product(width, length);
    const [x, y] = target as [Ball, Ball];
    return [
      negative(opposite),
      sum(product(parallel, x), negative(product(orthogonal, y))),
      sum(product(parallel, y), product(orthogonal, x)),
    ];
  });
  const expected = "a, v, a target and learning rates";
  requireRepresentable("delta", delta!, expected);
  for (const [i, entry] of w.entries()) requireRepresentable(`w[${i}]`, entry, expected);
  return { delta: 0 + delta!, a, w: w as [number, number] };
}

function requireBasinProblem({ betaStar, etaA, etaW }: BasinProblem): void {
  requireFiniteVector("betaStar", betaStar);
  if (betaStar.every((entry) => entry === 0)) {
    throw new RangeError("betaStar is 0; expected a target with a direction");
  }
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
}

/** How starts are moved off the boundary: w turned by an angle in radians, and a by an amount, to both sides. */
export interface StartOffsets {
  readonly delta: number;
  /** Readout of the boundary's point. */
  readonly a0: number;
  readonly offset: number;
  readonly shift?: number | undefined;
  /** To which side of the target the boundary's point lies: 1 is anticlockwise, -1 clockwise. */
  readonly side?: 1 | -1 | undefined;
}

/**
 * Two starts on either side of the boundary, the one that flows to $a > 0$ first.
 *
 * Below $delta = 0$ they are the boundary's point at readout `a0` to one side of the target, its w turned by `offset` radians
 * toward the target and away from it, its a moved by `shift` up and down. So they are at $delta = 0$ too where there is a shift. Else the boundary
 * from $delta = 0$ on is no more than the gap between two sheets: the starts share w, `offset` radians from pointing away from the target, and differ in the sign of a.
 *
 * @param problem target and learning rates
 * @param options delta, the boundary's point, and how far the starts are from it
 * @example
 * import { singleNeuron, startsOnBothSides } from "@lazyrich/exact";
 * const betaStar = [0, 1];
 * const starts = startsOnBothSides({ betaStar, etaA: 1, etaW: 1 }, { delta: -1, a0: 0.5, offset: 0.1 });
 * starts.map(({ a, w }) => singleNeuron({ a0: a, w0: w, betaStar }).basin()); // [1, -1]
 */
export function startsOnBothSides(
  problem: BasinProblem,
  { delta, a0, offset, shift = 0, side = 1 }: StartOffsets,
): readonly [ParameterPoint, ParameterPoint] {
  const { betaStar, etaA, etaW } = problem;
  if (delta < 0 || (delta === 0 && shift > 0)) {
    const { w } = basinBoundary(problem, a0, side * Math.sqrt(-delta));
    const moved = (angle: number, by: number): ParameterPoint => ({ delta, a: a0 + by, w: turn(w, angle) });
    const toward = betaStar[0] * w[1] - betaStar[1] * w[0] > 0 ? -offset : offset;
    return [moved(toward, shift), moved(-toward, -shift)];
  }
  const norm = (Math.sqrt(etaW / etaA) * Math.abs(a0)) / Math.hypot(...betaStar);
  const w = turn([-norm * betaStar[0], -norm * betaStar[1]], -offset);
  const a = Math.sqrt((delta + etaA * (w[0] ** 2 + w[1] ** 2)) / etaW);
  return [
    { delta, a, w },
    { delta, a: -a, w },
  ];
}

/**
 * The part of the level set of delta in the basin of the minima whose a has the given sign, over (a, share): share runs from 0 to 1 around the axis, from one
 * boundary to the other (all the way around where $delta >= 0$ and the basin is a sheet).
 *
 * @param problem target and learning rates
 * @param options which level set, and whose part
 * @param options.delta the conserved quantity
 * @param options.basin the sign of a at the end
 * @param a the readout of the point
 * @param share the place around the axis, from 0 to 1
 * @example
 * import { basinPart } from "@lazyrich/exact";
 * basinPart({ betaStar: [0, 1], etaA: 1, etaW: 1 }, { delta: -1, basin: 1 }, 0.5, 0.5); // { delta: -1, a: 0.5, w: [0, 1.118] }
 */
export function basinPart(
  problem: BasinProblem,
  { delta, basin }: { readonly delta: number; readonly basin: 1 | -1 },
  a: number,
  share: number,
): ParameterPoint {
  const { betaStar, etaA, etaW } = problem;
  const radius = Math.sqrt(Math.max(0, etaW * a ** 2 - delta) / etaA);
  let half = Math.PI;
  if (delta < 0) {
    const { w } = basinBoundary(problem, a, Math.sqrt(-delta));
    const boundary = Math.atan2(betaStar[0] * w[1] - betaStar[1] * w[0], betaStar[0] * w[0] + betaStar[1] * w[1]);
    half = basin === 1 ? boundary : Math.PI - boundary;
  }
  // the middle of the basin is along the target where a > 0 wins and opposite to it where a < 0 does
  const angle = (basin === 1 ? 0 : Math.PI) + half * (2 * share - 1);
  return { delta, a, w: inTargetFrame(betaStar, radius * Math.cos(angle), radius * Math.sin(angle)) };
}

/** The vector with a component along the target and one a quarter turn anticlockwise from it. */
function inTargetFrame(betaStar: PlaneVector, parallel: number, orthogonal: number): PlaneVector {
  const norm = Math.hypot(...betaStar);
  const [c, s] = [betaStar[0] / norm, betaStar[1] / norm];
  return [parallel * c - orthogonal * s, parallel * s + orthogonal * c];
}

function turn([x, y]: PlaneVector, angle: number): PlaneVector {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x * c - y * s, x * s + y * c];
}
