import type { MeasuredRegime } from "@lazyrich/exact";
import { shortNumber } from "@lazyrich/tables";

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
