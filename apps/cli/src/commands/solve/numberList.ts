import { InputError } from "../../input/inputError.js";

const LONGEST = 10_000_000;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Numbers as options take them: `0,0.5,2`, ranges `0:10:101` (start, end, how many; both ends included), logarithmic
 * ranges `log:1e-3:1e3:61`, and any mix of them between commas.
 *
 * @param option names the option in errors.
 * @throws InputError
 */
export function numberList(text: string, option: string): number[] {
  const parts = text.split(",");
  const name = (index: number) => (parts.length === 1 ? option : `${option}[${index}]`);
  return parts.flatMap((part, i) => (part.includes(":") ? range(part.trim(), name(i)) : [number(part, name(i))]));
}

/** One number in decimal notation. */
export function number(text: string, option: string): number {
  const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InputError(`${option} is ${JSON.stringify(text)}; expected a finite number`);
  return value;
}

/** A matrix: its rows between semicolons, `1,2;3,4`. */
export const numberRows = (text: string, option: string): number[][] =>
  text.split(";").map((row, i) => numberList(row, `${option}[${i}]`));

function range(text: string, option: string): number[] {
  const logarithmic = text.startsWith("log:");
  const parts = (logarithmic ? text.slice(4) : text).split(":");
  if (parts.length !== 3) {
    throw new InputError(
      `${option} has the range "${text}"; expected start:end:count, such as 0:10:101 or log:1e-3:1e3:61`,
    );
  }
  const [start, end, count] = parts.map((part) => number(part, option)) as [number, number, number];
  if (!(Number.isInteger(count) && count >= 2 && count <= LONGEST)) {
    throw new InputError(
      `${option} has the range "${text}" of ${count} values; expected an integer from 2 to ${LONGEST}`,
    );
  }
  if (logarithmic && !(start > 0 && end > 0)) {
    throw new InputError(`${option} has the range "${text}"; expected positive ends on a logarithmic range`);
  }
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return end;
    if (logarithmic) return start * (end / start) ** (i / (count - 1));
    return start + (i * (end - start)) / (count - 1);
  });
}
