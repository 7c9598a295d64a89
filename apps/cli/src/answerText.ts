import {
  type Answer,
  answerRows,
  type DeepModeAnswer,
  type ImplicitBiasAnswer,
  type SingleNeuronAnswer,
  type TwoLayerLinearAnswer,
} from "@lazyrich/problems";
import { shortNumber, textTable } from "./textTable.js";

/** An answer for reading: a line that sums it up, then a table with six significant digits. */
export function answerText(answer: Answer): string {
  const rows = answerRows(answer);
  // the matrices of a wide network are for CSV and JSON: a table of them is too wide to read
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !("singularValues" in answer && column.includes("_")));
  return `${summary(answer)}\n\n${textTable(rows, columns)}`;
}

function summary(answer: Answer): string {
  if ("singularValues" in answer) return twoLayerSummary(answer);
  if ("u" in answer) return deepSummary(answer);
  return "times" in answer ? neuronSummary(answer) : biasSummary(answer);
}

function neuronSummary({ delta, regime, basin }: SingleNeuronAnswer): string {
  const end = basin === 0 ? "on the separatrix, ends at the saddle" : `ends with a ${basin > 0 ? "> 0" : "< 0"}`;
  return `delta = ${shortNumber(delta)} (${regime}); ${end}`;
}

function biasSummary({ delta, regime, warning }: ImplicitBiasAnswer): string {
  return `delta = ${shortNumber(delta)} (${regime})${warning === null ? "" : `; ${warning}`}`;
}

function deepSummary({ halfTime }: DeepModeAnswer): string {
  return halfTime === null ? "never halfway to the target" : `halfway to the target at t = ${shortNumber(halfTime)}`;
}

function twoLayerSummary({ delta, regime }: TwoLayerLinearAnswer): string {
  return `delta = ${shortNumber(delta)} (${regime}); sigma: singular values of beta (matrices: --format csv or json)`;
}
