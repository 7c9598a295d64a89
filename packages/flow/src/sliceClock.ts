export const SLICE_MILLISECONDS = 8;

/**
 * Says when a slice of work of about 8 ms is over, reading the clock only as often as that needs: a step of a small
 * problem takes less time than a look at the clock.
 */
export class SliceClock {
  private sliceStart = performance.now();
  private lastReading: number = this.sliceStart;
  private callsPerReading = 1;
  private callsLeft = 1;

  /** To be called after each piece of work. */
  isSliceOver(): boolean {
    if (--this.callsLeft > 0) return false;
    const now = performance.now();
    const sinceReading = now - this.lastReading;
    if (sinceReading < SLICE_MILLISECONDS / 8) this.callsPerReading *= 2;
    else if (sinceReading > SLICE_MILLISECONDS / 2) this.callsPerReading = Math.ceil(this.callsPerReading / 4);
    this.callsLeft = this.callsPerReading;
    this.lastReading = now;
    return now - this.sliceStart >= SLICE_MILLISECONDS;
  }

  startSlice(): void {
    this.sliceStart = performance.now();
    this.lastReading = this.sliceStart;
  }
}
