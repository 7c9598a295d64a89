/** A number for reading, with six significant digits at most: 0.1, 1e-9, -2.05817. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));
