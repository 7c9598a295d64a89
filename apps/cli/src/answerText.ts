import { type Answer, answerRows, type ImplicitBiasAnswer, type SingleNeuronAnswer } from "@lazyrich/experiments/solve";
import { shortNumber, textTable } from "./textTable.js";

/** An answer for reading: a line that sums it up, then a table with six significant digits. */
export function answerText(answer: Answer): string {
  const summary = "times" in answer ? neuronSummary(answer) : biasSummary(answer);
  const rows = answerRows(answer);
  return `${summary}\n\n${textTable(rows, Object.keys(rows[0] ?? {}))}`;
}

function neuronSummary({ delta, regime, basin }: SingleNeuronAnswer): string {
  const end = basin === 0 ? "on the separatrix, ends at the saddle" : `ends with a ${basin > 0 ? "> 0" : "< 0"}`;
  return `delta = ${shortNumber(delta)} (${regime}); ${end}`;
}

function biasSummary({ delta, regime, warning }: ImplicitBiasAnswer): string {
  return `delta = ${shortNumber(delta)} (${regime})${warning === null ? "" : `; ${warning}`}`;
}
