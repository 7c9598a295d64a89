/**
 * Two times closer than this, relative to their size, are the same time: a checkpoint written as 0.3 is reached by
 * three steps of 0.1, although 3 x 0.1 is not 0.3 in binary.
 */
export const TIME_ROUNDING: number = 4 * Number.EPSILON;
