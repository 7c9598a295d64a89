import type { TaskPart } from "./task.js";
import { arrays } from "./tasks/arrays.js";
import { exclusiveOr } from "./tasks/exclusiveOr.js";
import { modularArithmetic } from "./tasks/modularArithmetic.js";
import { randomHierarchy } from "./tasks/randomHierarchy.js";
import { studentTeacher } from "./tasks/studentTeacher.js";
import { whitened } from "./tasks/whitened.js";

/** Every task. */
export const tasks: readonly TaskPart<never>[] = [
  studentTeacher,
  arrays,
  exclusiveOr,
  whitened,
  randomHierarchy,
  modularArithmetic,
];
