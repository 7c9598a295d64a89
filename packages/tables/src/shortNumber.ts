/**
 * A number for reading, with six significant digits at most: 0.1, 1e-9, -2.05817.
 *
 * @param value any number
 * @example
 * import { shortNumber } from "@lazyrich/tables";
 * shortNumber(2 / 3); // "0.666667"
 * shortNumber(1e-9); // "1e-9"
 */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));
