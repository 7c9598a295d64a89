/** Settings that run in a moment, for figures whose own take longer. */
export const smaller: Readonly<Record<string, object>> = {
  "1a": { steps: 20_000, hiddenWidth: 10 },
  ...Object.fromEntries(
    ["1b", "5b", "10"].map((id) => [
      id,
      {
        ...{ tau: { count: 2 }, delta: { count: 3 }, seeds: 2, n: 40, d: 5, hiddenWidth: 6 },
        ...{ testCount: 50, steps: [100, 1000] },
      },
    ]),
  ),
  "5a": { times: [0, 1], frames: 3, hiddenWidth: 6 },
  "6a": {
    ...{ side: 16, trainSize: 40, testSize: 10, kernelInputs: 3, alphas: [0.1, 10], batch: 20, steps: [1, 4] },
  },
  ...Object.fromEntries(
    ["6b", "11"].map((id) => [
      id,
      {
        ...{ side: 8, trainSize: 40, testSize: 10, alphas: [0.1, 10], seeds: 1, filters: 2, filterSize: 5 },
        ...{ widths: [4], batch: 20, epochs: 2 },
      },
    ]),
  ),
  "learning-speeds": { alphas: [0.1, 10], width: 8, trainSize: 12, batch: 6, seeds: 2, steps: [1, 10] },
  depth: {
    ...{ depths: [2, 3], alphas: [0.1, 10], classes: 3, tuples: 2, symbols: 4, levels: 2, trainSize: 12, testSize: 8 },
    ...{ seeds: 2, width: 8, epochs: 20, batch: 6 },
  },
  "deep-portrait": {
    ...{ tau: { count: 2 }, alpha: { count: 3 }, n: 20, d: 4, hiddenWidth: 5, testCount: 20, steps: [10, 100] },
  },
  "6c": {
    ...{ classes: 3, tuples: 2, symbols: 4, levels: 2, trainSizes: [6, 12], testSize: 8 },
    ...{ alphas: [0.1, 10], seeds: 2, width: 8, epochs: 20 },
  },
  ...Object.fromEntries(
    ["6d", "12"].map((id) => [
      id,
      { modulus: 5, embedding: 8, heads: 2, batch: 8, alphas: [1, 10], seeds: 1, lastStep: 20, every: 10 },
    ]),
  ),
  "linear-modes": { deltas: [-1, 0], times: { count: 20 } },
  "linear-regimes": { tau: { count: 3 }, delta: { count: 4 }, seeds: 1, checks: 2, time: 50 },
  "mirror-potentials": { deltas: [0.1, 1], times: { count: 20 } },
  "deep-modes": { depths: [1, 2, 5, "infinite"], starts: { count: 3, first: 0.01 }, times: { count: 20 } },
  "deep-bias": { depths: [1, 3, "infinite"], lengths: { count: 8 }, times: { count: 20 } },
  "neuron-deltas": { inputDimensions: [2, 20], sample: 40 },
};
