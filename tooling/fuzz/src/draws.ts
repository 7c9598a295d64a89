/** How many inputs a test draws: 500, always the same, or as many as the environment variable FUZZ says, new ones each time. */
export const draws: { readonly numRuns: number; readonly seed?: number } =
  process.env.FUZZ === undefined ? { numRuns: 500, seed: 500 } : { numRuns: Number(process.env.FUZZ) };
