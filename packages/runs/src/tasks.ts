import type { TaskPart } from "./task.js";
import { arrays } from "./tasks/arrays.js";
import { cifar10 } from "./tasks/cifar10.js";
import { exclusiveOr } from "./tasks/exclusiveOr.js";
import { gratings } from "./tasks/gratings.js";
import { idxImages } from "./tasks/idxImages.js";
import { modularArithmetic } from "./tasks/modularArithmetic.js";
import { randomHierarchy } from "./tasks/randomHierarchy.js";
import { scribbles } from "./tasks/scribbles.js";
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
  scribbles,
  gratings,
  idxImages,
  cifar10,
];
