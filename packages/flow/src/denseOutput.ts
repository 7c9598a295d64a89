/** A flow as a function of the time. */
export interface DenseOutput {
  /** First and last time for which it is defined. */
  readonly start: number;
  /** The last time for which it is defined. */
  readonly end: number;
  /**
   * The state at a time, in `out` or a new array: what a checkpoint there would have kept, up to rounding.
   *
   * @throws RangeError if the time is not between `start` and `end`.
   */
  at(time: number, out?: Float64Array): Float64Array;
}

/**
 * Keeps every step of an integration as a polynomial in the time, by its values at `degree` + 1 equidistant nodes of the step, for a
 * method whose interpolation is of that degree.
 */
export class StepRecord {
  private readonly degree: number;
  private readonly times: number[];
  private readonly states: Float64Array[];

  constructor(degree: number, time: number, state: Float64Array) {
    this.degree = degree;
    this.times = [time];
    this.states = [state.slice()];
  }

  /** Adds the step from the last time to `end`. */
  add(end: number, interpolate: (time: number, out: Float64Array) => void): void {
    const start = this.times.at(-1)!;
    for (let j = 1; j <= this.degree; j++) {
      const state = new Float64Array(this.states[0]!.length);
      interpolate(j === this.degree ? end : start + ((end - start) * j) / this.degree, state);
      this.states.push(state);
    }
    this.times.push(end);
  }

  output(): DenseOutput {
    const { degree, times, states } = this;
    const [start, end] = [times[0]!, times.at(-1)!];
    return {
      start,
      end,
      at(time, out = new Float64Array(states[0]!.length)) {
        if (!(time >= start && time <= end)) throw new RangeError(`time is ${time}; expected ${start} to ${end}`);
        let [low, high] = [0, times.length - 1];
        while (high - low > 1) {
          const middle = (low + high) >> 1;
          if (times[middle]! <= time) low = middle;
          else high = middle;
        }
        const length = high === low ? 1 : times[high]! - times[low]!;
        const weights = lagrangeWeights(degree, ((time - times[low]!) / length) * degree);
        out.fill(0);
        for (const [j, weight] of weights.entries()) {
          if (weight === 0) continue;
          const state = states[low * degree + j]!;
          for (let i = 0; i < out.length; i++) out[i] = out[i]! + weight * state[i]!;
        }
        return out;
      },
    };
  }
}

/** The Lagrange polynomials of the nodes 0, 1, ..., `degree` at x. */
function lagrangeWeights(degree: number, x: number): number[] {
  return Array.from({ length: degree + 1 }, (_, j) => {
    let weight = 1;
    for (let m = 0; m <= degree; m++) if (m !== j) weight *= (x - m) / (j - m);
    return weight;
  });
}
