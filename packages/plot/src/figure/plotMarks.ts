import type * as Plot from "@observablehq/plot";
import type { Mark } from "../marks/mark.js";

/** Marks as Observable Plot takes them: every mark that can be made here or there is one of its own. */
export const plotMarks = (marks: readonly Mark[]): Plot.Markish[] => [...marks] as Plot.Markish[];
