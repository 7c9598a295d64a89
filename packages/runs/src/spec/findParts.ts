import type { Loss } from "@lazyrich/networks";
import { findPart } from "@lazyrich/specs";
import type { DynamicsPart } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Measure } from "../measure.js";
import type { ModelPart } from "../model.js";
import type { StartPart } from "../start.js";
import type { TaskPart } from "../task.js";
import { partListsOf } from "./partLists.js";
import type { CellSpec } from "./runSpec.js";

const find = (lists: Lists, list: keyof Lists, name: string): unknown =>
  findPart(partListsOf(lists), list, name, [list]);

export const findTask = (lists: Lists, { task }: CellSpec): TaskPart => find(lists, "tasks", task.name) as TaskPart;
export const findModel = (lists: Lists, { model }: CellSpec): ModelPart =>
  find(lists, "models", model.name) as ModelPart;
export const findLoss = (lists: Lists, { loss }: CellSpec): Loss => find(lists, "losses", loss.name) as Loss;
export const findStart = (lists: Lists, { start }: CellSpec): StartPart =>
  find(lists, "starts", start.name) as StartPart;
export const findDynamics = (lists: Lists, { dynamics }: CellSpec): DynamicsPart =>
  find(lists, "dynamics", dynamics.name) as DynamicsPart;
export const findMeasure = (lists: Lists, name: string): Measure => find(lists, "measures", name) as Measure;
