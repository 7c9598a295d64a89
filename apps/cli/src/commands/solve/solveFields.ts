import { InputError } from "../../input/inputError.js";
import { number, numberList, numberRows } from "./numberList.js";

/** An option of `lazyrich solve` that is a field of the spec. */
export interface SolveField {
  readonly field: string;
  readonly flag: string;
  readonly argument: string;
  readonly description: string;
  /** How each model that has the field reads it. */
  readonly models: Readonly<Record<string, Reader>>;
}

type Reader = (text: string, option: string) => unknown;

const neuron = "single-neuron";
const bias = "implicit-bias";
const wide = "two-layer-linear";
const deep = "deep-mode";
const deepBias = "deep-implicit-bias";
const depth: Reader = (text, option) => (text === "infinite" ? text : number(text, option));
const learningRate = { [neuron]: number, [bias]: number, [wide]: number };

export const solveFields: readonly SolveField[] = [
  {
    field: "a0",
    flag: "--a0",
    argument: "number",
    description: "readout at t = 0",
    models: { [neuron]: number, [bias]: number },
  },
  {
    field: "w0",
    flag: "--w0",
    argument: "numbers",
    description: "weights at t = 0",
    models: { [neuron]: numberList, [bias]: numberList },
  },
  {
    field: "W0",
    flag: "--W0",
    argument: "rows",
    description: 'first layer at t = 0, a row for each hidden neuron: "1,2;3,4"',
    models: { [wide]: numberRows },
  },
  {
    field: "A0",
    flag: "--A0",
    argument: "rows",
    description: "second layer at t = 0, a row for each hidden neuron",
    models: { [wide]: numberRows },
  },
  {
    field: "betaStar",
    flag: "--beta-star",
    argument: "numbers",
    description: "the target: as many numbers as w0, or a row for each input",
    models: { [neuron]: numberList, [wide]: numberRows },
  },
  {
    field: "times",
    flag: "--times",
    argument: "numbers",
    description: "times, such as 0,1,10 or 0:10:101 or log:1e-3:1e3:61",
    models: { [neuron]: numberList, [wide]: numberList, [deep]: numberList },
  },
  {
    field: "depth",
    flag: "--depth",
    argument: "number",
    description: "number of weight matrices, or infinite",
    models: { [deep]: depth, [deepBias]: depth },
  },
  {
    field: "start",
    flag: "--start",
    argument: "number",
    description: "the mode at t = 0",
    models: { [deep]: number },
  },
  {
    field: "target",
    flag: "--target",
    argument: "number",
    description: "the singular value of the target",
    models: { [deep]: number },
  },
  {
    field: "eta",
    flag: "--eta",
    argument: "number",
    description: "geometric mean of the learning rates (default: 1)",
    models: { [deep]: number },
  },
  {
    field: "X",
    flag: "--X",
    argument: "rows",
    description: 'inputs, a row for each sample: "1,2;3,4"',
    models: { [bias]: numberRows, [deepBias]: numberRows },
  },
  {
    field: "y",
    flag: "--y",
    argument: "numbers",
    description: "a target for each sample",
    models: { [bias]: numberList, [deepBias]: numberList },
  },
  {
    field: "beta0",
    flag: "--beta0",
    argument: "numbers",
    description: "the function at t = 0",
    models: { [bias]: numberList, [deepBias]: numberList },
  },
  {
    field: "delta",
    flag: "--delta",
    argument: "number",
    description: "the conserved quantity, beside --beta0",
    models: { [bias]: number },
  },
  {
    field: "etaA",
    flag: "--eta-a",
    argument: "number",
    description: "learning rate of the readout (default: 1)",
    models: learningRate,
  },
  {
    field: "etaW",
    flag: "--eta-w",
    argument: "number",
    description: "learning rate of the weights (default: 1)",
    models: learningRate,
  },
];

/** The spec that options describe; `given` holds their texts under the names of the fields. */
export function specOfFields(model: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const spec: Record<string, unknown> = { model };
  for (const each of givenFields(given)) {
    const read = each.models[model];
    if (read === undefined) {
      const expected = Object.keys(each.models).join(" or ");
      throw new InputError(`${each.flag} does not go with --model ${model}; expected --model ${expected}`);
    }
    spec[each.field] = read(String(given[each.field]), each.flag);
  }
  return spec;
}

/** The fields that options give. */
export const givenFields = (given: Readonly<Record<string, unknown>>): readonly SolveField[] =>
  solveFields.filter((each) => given[each.field] !== undefined);
