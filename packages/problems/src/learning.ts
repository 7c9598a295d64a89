import type { MeasuredRegime } from "@lazyrich/exact";
import { isRefusal } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";

/** How a network learns, or null where it starts at 0 or its end is beyond the numbers, which the times of the spec need not be. */
export function learningOf(measure: () => MeasuredRegime): MeasuredRegime | null {
  try {
    return measure();
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** The word beside the kernel distances that it is taken from, as an entry of a summary; none where nothing was measured. */
export function learningInWords(learning: MeasuredRegime | null): string[] {
  if (learning === null) return [];
  const { regime, kernelDistance, earlyShare } = learning;
  const end = `${regime}: S = ${shortNumber(kernelDistance)} in the end`;
  if (regime === "lazy") return [end];
  // not rounded up, so that it stays on the side of a quarter that the word says
  const percent = Math.floor(100 * earlyShare);
  return [`${end}, ${percent === 0 ? "less than 1" : percent}% of it by the first fit`];
}
