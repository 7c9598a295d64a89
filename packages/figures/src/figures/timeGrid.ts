import type { TimesSpec } from "./figureFields.js";

/** Time 0 and then `count` times from `first` to `last`, evenly apart in their logarithm: dense where a flow is fast, early on. */
export function timeGrid({ first, last, count }: TimesSpec): Float64Array {
  const times = new Float64Array(count + 1);
  const span = Math.log(last / first);
  for (let i = 0; i < count; i++) times[i + 1] = first * Math.exp((span * i) / (count - 1));
  times[count] = last;
  return times;
}
