import type { Fields, Values } from "../demo.ts";
import { hierarchy } from "../simulation/hierarchySizes.ts";

const { classes, tuples, tupleSize, levels } = hierarchy;

/** In how many ways a class is written. */
export const ways = tuples ** ((tupleSize ** levels - 1) / (tupleSize - 1));

/** What a reader sets in the demo `randomHierarchy`. */
export const randomHierarchyFields = {
  way: {
    kind: "number",
    label: "point",
    name: "which point of the class",
    min: 1,
    max: ways,
    step: 1,
    whole: true,
    value: 1,
  },
  label: {
    kind: "number",
    label: "class",
    name: "class that is written out",
    min: 1,
    max: classes,
    step: 1,
    whole: true,
    value: 1,
  },
  seed: {
    kind: "number",
    label: "rules",
    name: "number of the random rules",
    min: 0,
    max: 30,
    step: 1,
    whole: true,
    value: 0,
  },
} as const satisfies Fields;

export type RandomHierarchyValues = Values<typeof randomHierarchyFields>;
