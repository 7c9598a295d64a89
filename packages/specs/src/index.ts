// Checking

export { parseSpec } from "./parseSpec.js";
export { fieldName, SpecError, shownValue } from "./specError.js";
// Fields of specs

export { checkpoints, finiteVector, learningRate, matrixRows, time } from "./specFields.js";
// Names

export { closestName } from "./closestName.js";
