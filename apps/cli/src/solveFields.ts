import { InputError } from "./inputError.js";
import { number, numberList, numberRows } from "./numberList.js";

/** An option of `lazyrich solve` that is a field of the spec. */
export interface SolveField {
  readonly field: string;
  readonly flag: string;
  readonly argument: string;
  readonly description: string;
  /** Which models have the field. */
  readonly models: readonly string[];
  read(text: string, option: string): unknown;
}

const neuron = ["single-neuron"];
const bias = ["implicit-bias"];
const both = [...neuron, ...bias];

export const solveFields: readonly SolveField[] = [
  { field: "a0", flag: "--a0", argument: "number", description: "readout at t = 0", models: both, read: number },
  { field: "w0", flag: "--w0", argument: "numbers", description: "weights at t = 0", models: both, read: numberList },
  {
    field: "betaStar",
    flag: "--beta-star",
    argument: "numbers",
    description: "the target: as many numbers as w0",
    models: neuron,
    read: numberList,
  },
  {
    field: "times",
    flag: "--times",
    argument: "numbers",
    description: "times, such as 0,1,10 or 0:10:101 or log:1e-3:1e3:61",
    models: neuron,
    read: numberList,
  },
  {
    field: "X",
    flag: "--x",
    argument: "rows",
    description: 'inputs, a row for each sample: "1,2;3,4"',
    models: bias,
    read: numberRows,
  },
  {
    field: "y",
    flag: "--y",
    argument: "numbers",
    description: "a target for each sample",
    models: bias,
    read: numberList,
  },
  {
    field: "beta0",
    flag: "--beta0",
    argument: "numbers",
    description: "a0 w0, the function at t = 0",
    models: bias,
    read: numberList,
  },
  {
    field: "delta",
    flag: "--delta",
    argument: "number",
    description: "the conserved quantity, beside --beta0",
    models: bias,
    read: number,
  },
  {
    field: "etaA",
    flag: "--eta-a",
    argument: "number",
    description: "learning rate of the readout (default: 1)",
    models: both,
    read: number,
  },
  {
    field: "etaW",
    flag: "--eta-w",
    argument: "number",
    description: "learning rate of the weights (default: 1)",
    models: both,
    read: number,
  },
];

/** The spec that options describe; `given` holds their texts under commander's names. */
export function specOfFields(model: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const spec: Record<string, unknown> = { model };
  for (const each of givenFields(given)) {
    if (!each.models.includes(model)) {
      throw new InputError(
        `${each.flag} does not go with --model ${model}; expected --model ${each.models.join(" or ")}`,
      );
    }
    spec[each.field] = each.read(String(given[optionName(each)]), each.flag);
  }
  return spec;
}

/** The fields that options give. */
export const givenFields = (given: Readonly<Record<string, unknown>>): readonly SolveField[] =>
  solveFields.filter((each) => given[optionName(each)] !== undefined);

const optionName = ({ field }: SolveField): string => (field === "X" ? "x" : field);
