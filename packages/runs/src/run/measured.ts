import { quoted, shownValue } from "@lazyrich/specs";
import type { FilterPixels, Measure } from "../measure.js";
import type { Observation } from "../observation.js";
import { naming } from "./naming.js";

/** What measures give of one state. */
export interface Measured {
  /** One number a measure; null where it is not defined. */
  readonly values: Readonly<Record<string, number | null>>;
  /** One number a layer for the measures that have one. */
  readonly layers: Readonly<Record<string, readonly (number | null)[]>>;
  /** Pixels of filters for the measures that have them; missing where none is asked for, and null where there are no filters. */
  readonly pixels?: Readonly<Record<string, FilterPixels | null>> | undefined;
}

/**
 * Measures a state.
 *
 * @throws Error that names the measure if it throws or gives anything but what it is said to.
 */
export function measured(measures: readonly Measure[], now: Observation, start: Observation): Measured {
  const values: Record<string, number | null> = {};
  const layers: Record<string, readonly (number | null)[]> = {};
  const pixels: Record<string, FilterPixels | null> = {};
  const [nowTheta, startTheta] = [now.theta.slice(), start.theta.slice()];
  const layerCount = now.problem.model.layers.length;
  for (const measure of measures) {
    const name = `measure ${quoted(measure.name)}`;
    const given: unknown = naming(name, () => measure.of(now, start));
    if (!(isSame(now.theta, nowTheta) && isSame(start.theta, startTheta))) {
      throw new RangeError(`${name} writes into theta; expected it to read alone`);
    }
    const value: unknown = given instanceof Float64Array ? Array.from(given) : given;
    if (measure.per === "run") {
      if (!isNumber(value)) throw new RangeError(`${name} gives ${shownValue(value)}; expected a number or null`);
      values[measure.name] = value;
      continue;
    }
    if (measure.per === "pixel") {
      if (value !== null && !isFilterPixels(value)) {
        throw new RangeError(
          `${name} gives ${shownValue(value)}; expected { shape, values } with a number for each place of the shape [filters, channels, height, width], or null`,
        );
      }
      pixels[measure.name] = value;
      continue;
    }
    if (!(Array.isArray(value) && value.length === layerCount)) {
      throw new RangeError(
        `${name} gives ${shownValue(value)}; expected an array of ${layerCount} numbers, one a layer`,
      );
    }
    const wrong = value.findIndex((each) => !isNumber(each));
    if (wrong >= 0) {
      throw new RangeError(`${name} gives ${shownValue(value[wrong])} at [${wrong}]; expected a number or null`);
    }
    layers[measure.name] = value;
  }
  return { values, layers, ...(Object.keys(pixels).length > 0 ? { pixels } : {}) };
}

function isFilterPixels(value: unknown): value is FilterPixels {
  const { shape, values } = (value ?? {}) as Partial<FilterPixels>;
  if (!(Array.isArray(shape) && shape.length === 4 && shape.every((side) => Number.isInteger(side) && side > 0))) {
    return false;
  }
  const size = shape.reduce((product, side) => product * side, 1);
  return Array.isArray(values) && values.length === size && values.every((each) => typeof each === "number");
}

function isSame(x: Float64Array, y: Float64Array): boolean {
  for (let k = 0; k < x.length; k++) {
    if (x[k] !== y[k] && !(Number.isNaN(x[k]) && Number.isNaN(y[k]))) return false;
  }
  return true;
}

const isNumber = (value: unknown): value is number | null => typeof value === "number" || value === null;
