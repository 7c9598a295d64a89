// Reading and checking

export { JsonTextError, longestJson, parseJson } from "./parseJson.js";
export { parseSpec } from "./parseSpec.js";
export { fieldName, quoted, SpecError, shownValue } from "./specError.js";
export { isRefusal } from "./isRefusal.js";
// Fields of specs

export { checkpoints, finiteVector, learningRate, matrixRows, time } from "./specFields.js";
export type { Range } from "./range.js";
export { expandRanges } from "./expandRanges.js";
// Parts and axes
export {
  type Field,
  type FieldsOf,
  type Json,
  listField,
  type NamedPart,
  type Part,
  type PartField,
  type PartLists,
  partField,
  type ValueField,
  valueField,
} from "./parts/field.js";
export { type Axis as SpecAxis, axisValues, type Follower } from "./parts/axis.js";
export { completeField, completePart, findPart } from "./parts/completePart.js";
export { countPart, expandPart } from "./parts/expandPart.js";
export { type Cell as SweepCell, resolveFollowers, type TopFields } from "./parts/resolveFollowers.js";
export { type JsonSchema, jsonSchemaOf } from "./parts/jsonSchemaOf.js";
export { closestName } from "./closestName.js";
