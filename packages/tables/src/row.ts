/** One value of a table; null where nothing was measured. */
export type Cell = number | string | boolean | null;

/** One observation: the values of one row of a table. */
export type Row = Record<string, Cell>;
