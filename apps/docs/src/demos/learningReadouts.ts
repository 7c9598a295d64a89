import type { MeasuredRegime } from "@lazyrich/exact";
import type { Readout } from "../demo.ts";

/** The labels of `learningReadouts`, in a file that a page loads without the mathematics. */
export const learningLabels = ["regime", "*S*(0, ∞)", "of it at first"] as const;

/** The word, and the two numbers that it is taken from: how far the kernel goes, and how much of that it goes at once. */
export function learningReadouts({ regime, kernelDistance, earlyShare }: MeasuredRegime): readonly Readout[] {
  const isLazy = regime === "lazy";
  return [
    { value: Number.NaN, text: regime },
    { value: kernelDistance },
    // not rounded up, so that it stays on the side of a quarter that the word says
    { value: isLazy ? Number.NaN : earlyShare, text: isLazy ? "–" : `${Math.floor(100 * earlyShare)}%` },
  ];
}
