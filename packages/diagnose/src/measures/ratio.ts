/** A ratio as a diagnosis has it: null where its denominator is 0. */
export const ratio = (value: number): number | null => (Number.isFinite(value) ? value : null);
