import type { NumberField } from "../demo.ts";

/** Where a value stands on its field's slider. */
export function toPosition({ min, step, scale, fromZero }: NumberField, value: number): number {
  if (scale !== "log") return value;
  // the place for 0 is one step to the left of the least
  const least = Math.log10(min);
  if (fromZero && value <= min) return value === 0 ? least - step : least;
  return Math.log10(value);
}

/** The value at a place of the slider, without the digits that its steps do not have. */
export function fromPosition(field: NumberField, position: number): number {
  const { min, max, step, scale, fromZero } = field;
  if (scale !== "log") return clamp(Number((min + Math.round((position - min) / step) * step).toFixed(9)), min, max);
  if (fromZero && position < Math.log10(min) - step / 2) return 0;
  return clamp(Number((10 ** position).toPrecision(3)), min, max);
}

/** The ends of the slider. */
export const sliderEnds = (field: NumberField): readonly [number, number] => [
  toPosition(field, field.fromZero ? 0 : field.min),
  toPosition(field, field.max),
];

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
