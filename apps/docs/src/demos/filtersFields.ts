import type { Fields, Values } from "../demo.ts";
import { filterSteps } from "../simulation/filterSizes.ts";

/** What a reader sets in the demo `filters`. */
export const filtersFields = {
  step: {
    kind: "number",
    label: "step",
    name: "step of training that is shown, if it has been reached",
    min: 0,
    max: filterSteps.at(-1)!,
    step: 1,
    whole: true,
    value: filterSteps.at(-1)!,
  },
  seed: {
    kind: "number",
    label: "seed",
    name: "number of start and pictures",
    min: 0,
    max: 30,
    step: 1,
    whole: true,
    value: 0,
  },
} as const satisfies Fields;

export type FiltersValues = Values<typeof filtersFields>;
