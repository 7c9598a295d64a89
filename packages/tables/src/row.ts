/** One observation: the values of one row of a table. */
export type Row = Record<string, number | string | boolean | null>;
