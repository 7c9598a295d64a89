// Reading and checking

export { JsonTextError, longestJson, parseJson } from "./parseJson.js";
export { parseSpec } from "./parseSpec.js";
export { fieldName, SpecError, shownValue } from "./specError.js";
// Fields of specs

export { checkpoints, finiteVector, learningRate, matrixRows, time } from "./specFields.js";
export { mostRangeValues, type Range, rangeField, rangeValues } from "./range.js";
export { roundedValue } from "./roundedValue.js";
// Names

export { closestName } from "./closestName.js";
