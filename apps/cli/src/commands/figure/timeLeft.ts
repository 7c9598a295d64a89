import { durationText } from "../../output/duration.js";

/** Before this many seconds the share that is finished says little. */
const FIRST_SECONDS = 2;

/**
 * What is left of a run that tells its finished share: ", about 12 min left", as fast as it has been since the first share that it told, which
 * an earlier run may have finished. Nothing in the first two seconds.
 *
 * @param now milliseconds.
 */
export function timeLeft(now: () => number = () => performance.now()): (fraction: number) => string {
  let first: { readonly fraction: number; readonly at: number } | undefined;
  return (fraction) => {
    first ??= { fraction, at: now() };
    const seconds = (now() - first.at) / 1000;
    const gained = fraction - first.fraction;
    if (seconds < FIRST_SECONDS || gained <= 0 || fraction >= 1) return "";
    return `, about ${durationText((seconds * (1 - fraction)) / gained)} left`;
  };
}
