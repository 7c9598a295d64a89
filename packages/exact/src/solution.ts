/** A gradient flow in closed form: its state at any time, and where it ends. Every solution in time has this shape. */
export interface Solution<State> {
  /**
   * The state at a finite time $>= 0$.
   *
   * @throws RangeError if the time is negative or not finite.
   */
  at(time: number): State;
  /** The state as $t -> infinity$. */
  limit(): State;
}
