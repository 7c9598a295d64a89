import { requireFunction, requireKnown } from "./requireSettings.js";
import { shownValue } from "./shownValue.js";

/** A place where a function of the time and the state changes its sign. */
export interface FlowEvent {
  /** Which of the given events, from 0. */
  readonly index: number;
  readonly time: number;
  /** The state there. */
  readonly state: Float64Array;
}

/** What to look out for on the way. */
export interface EventOptions {
  /** A continuous function; it is evaluated at the end of each step, so two zeros within one step are not seen. */
  readonly of: (time: number, state: Float64Array) => number;
  /** 1: only from negative to positive; -1: only from positive to negative; 0, the default: both. */
  readonly direction?: -1 | 0 | 1 | undefined;
  /** Ends the integration at the event. */
  readonly stop?: boolean | undefined;
}

/** Of a step, what two times differ by that its interpolation does not tell apart. */
const SHORTEST_SHARE = 2 ** -64;

/** Finds sign changes of functions along a flow, to the last digits of the time on the interpolation of the step. */
export class EventFinder {
  private readonly events: readonly EventOptions[];
  private readonly before: number[];
  private readonly point: Float64Array;
  private lastTime: number;

  constructor(events: readonly EventOptions[], time: number, state: Float64Array) {
    for (const [index, event] of events.entries()) {
      requireKnown(`events[${index}]`, event, ["of", "direction", "stop"]);
      requireFunction(`events[${index}].of`, event.of ?? null, "(time, state) => number");
    }
    this.events = events;
    this.lastTime = time;
    this.point = state.slice();
    this.before = events.map(({ of }, index) => valueAt(of, index, time, this.point));
  }

  /** The events within the step that ends at `time` with `state`, in their order, none after the first that stops. */
  within(time: number, state: Float64Array, interpolate: (time: number, out: Float64Array) => void): FlowEvent[] {
    const found: FlowEvent[] = [];
    for (const [index, { of, direction = 0 }] of this.events.entries()) {
      const before = this.before[index]!;
      this.point.set(state);
      const after = valueAt(of, index, time, this.point);
      // a zero at the end of a step is on the other side, so that it is found once, and there
      this.before[index] = after === 0 ? -before : after;
      const isCrossed = after === 0 ? before !== 0 : Math.sign(before) * after < 0;
      if (!isCrossed || direction * before > 0) continue;
      let [low, high] = [after === 0 ? time : this.lastTime, time];
      // an event next to time 0 would be halved a thousand times
      const shortest = SHORTEST_SHARE * (high - low);
      for (;;) {
        const middle = low + (high - low) / 2;
        if (!(middle > low && middle < high && high - low > shortest)) break;
        interpolate(middle, this.point);
        const value = valueAt(of, index, middle, this.point);
        if (Math.sign(before) * value > 0) low = middle;
        else high = middle;
      }
      const there = new Float64Array(state.length);
      interpolate(high, there);
      found.push({ index, time: high, state: there });
    }
    this.lastTime = time;
    found.sort((one, other) => one.time - other.time);
    const last = found.findIndex(({ index }) => this.events[index]!.stop === true);
    return last < 0 ? found : found.slice(0, last + 1);
  }

  /** Does an event end the integration? */
  stopsAt({ index }: FlowEvent): boolean {
    return this.events[index]!.stop === true;
  }
}

function valueAt(of: EventOptions["of"], index: number, time: number, state: Float64Array): number {
  const value = of(time, state);
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new RangeError(`events[${index}].of is ${shownValue(value)} at time ${time}; expected a number`);
  }
  return value;
}
