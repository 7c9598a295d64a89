import type { Solved } from "@lazyrich/problems";
import { textTable } from "../../output/textTable.js";

/** An answer for reading: a line that sums it up, then a table with six significant digits. */
export const answerText = ({ summary, rows, tableColumns }: Solved): string =>
  `${summary}\n\n${textTable(rows, tableColumns)}`;
