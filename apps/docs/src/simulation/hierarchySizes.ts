/** Rules that a page can learn in seconds: n_c, m, v, s and L. */
export const hierarchy = { classes: 4, tuples: 3, symbols: 6, tupleSize: 2, levels: 3 } as const;
