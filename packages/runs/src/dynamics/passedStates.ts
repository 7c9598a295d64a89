/** Parameters at the checkpoints that a run has passed, one after another: as they stand in its state. */
export function joinedStates(states: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(states.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const state of states) {
    joined.set(state, at);
    at += state.length;
  }
  return joined;
}

/** The reverse, of states of the given length. */
export function separateStates(joined: Float64Array, length: number): Float64Array[] {
  return Array.from({ length: joined.length / length }, (_, k) => joined.slice(k * length, (k + 1) * length));
}
