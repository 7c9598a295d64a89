import { SpecError } from "@lazyrich/specs";
import { type AxisName, axisNames, type CellParameters, type Range, type SweepSpec } from "./sweepSpec.js";

/** One run of a sweep. */
export interface SweepCell {
  /** Its place in the list of all cells. */
  readonly index: number;
  readonly parameters: CellParameters;
}

const MOST_CELLS = 10_000_000;

/**
 * Every cell of a sweep, in an order that the spec alone decides.
 *
 * @throws SpecError if a range has values its field does not allow, or there are too many cells.
 */
export function sweepCells(spec: SweepSpec): SweepCell[] {
  const axes = axisNames.map((name) => valuesOf(name, spec[name]));
  const count = axes.reduce((product, values) => product * values.length, 1);
  if (count > MOST_CELLS) throw new SpecError([], `has ${count} cells; expected at most ${MOST_CELLS}`);
  return Array.from({ length: count }, (_, index) => {
    const parameters = {} as Record<AxisName, number>;
    let block = count;
    for (const [axis, values] of axes.entries()) {
      block /= values.length;
      parameters[axisNames[axis]!] = values[Math.floor(index / block) % values.length]!;
    }
    return { index, parameters };
  });
}

/** Parameters that must be whole numbers also where a range makes them. */
const WHOLE: ReadonlySet<AxisName> = new Set(["seed", "n", "d", "teacherWidth", "testCount", "hiddenWidth"]);

function valuesOf(name: AxisName, axis: SweepSpec[AxisName]): readonly number[] {
  if (typeof axis === "number") return [axis];
  if (Array.isArray(axis)) return axis;
  const values = Array.from({ length: axis.count }, (_, i) => valueAt(axis, i));
  for (const value of values) {
    const isWrong = (WHOLE.has(name) && !Number.isInteger(value)) || (name === "tau" && !(value > 0));
    if (isWrong) throw new SpecError([name], `has ${value} in its range; expected ${NATURE[name] ?? "whole numbers"}`);
  }
  return values;
}

const NATURE: Partial<Record<AxisName, string>> = { tau: "positive numbers" };

function valueAt({ from, to, count, scale }: Range, i: number): number {
  if (i === 0) return from;
  if (i === count - 1) return to;
  // in this order whole ends with whole steps between them give whole numbers
  if (scale === "linear") return from + (i * (to - from)) / (count - 1);
  return from * (to / from) ** (i / (count - 1));
}
