/** Numbers as JSON can hold them: null where a quantity is not defined (NaN). */
export const definedOrNull = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));
