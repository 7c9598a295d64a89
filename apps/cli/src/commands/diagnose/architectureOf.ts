import { existsSync, readFileSync, writeFileSync } from "node:fs";
import {
  type Architecture,
  ArchitectureError,
  type ArchitectureSpec,
  type Axes,
  architecture,
  type Checkpoint,
  inferredChain,
  specifiedArchitecture,
  type Table,
} from "@lazyrich/diagnose";
import { readOnnx } from "@lazyrich/diagnose/files";
import { InputError } from "../../input/inputError.js";
import { readSpec } from "../../input/readSpec.js";
import { readableJson } from "../../output/readableJson.js";

/** How the user says what the network is. */
export interface ArchitectureOptions {
  readonly activation?: string;
  /** The file of the inputs, for errors. */
  readonly inputs?: string;
  readonly order?: string;
  readonly axes?: string;
  readonly spec?: string;
}

/**
 * The network of a checkpoint by its spec, or by names and shapes.
 *
 * @throws InputError where names and shapes do not tell, once a spec to complete is written if one helps.
 */
export function architectureOf(
  checkpoint: Checkpoint,
  inputs: Table,
  { spec, activation, order, axes, inputs: inputsName }: ArchitectureOptions,
): Architecture {
  const inputDimension = inputs.columns;
  const onnx = spec?.endsWith(".onnx") ? spec : checkpoint.name.endsWith(".onnx") ? checkpoint.name : undefined;
  if (onnx !== undefined && (spec === undefined || spec === onnx)) {
    const { description, warnings } = readOnnx(onnx);
    for (const warning of warnings) process.stderr.write(`lazyrich: ${onnx}: ${warning}\n`);
    return architecture(description, { source: "the graph of an ONNX file" });
  }
  if (spec !== undefined)
    return specifiedArchitecture(readSpec(spec), checkpoint, { inputDimension, image: inputs.image });
  try {
    return inferredChain(checkpoint, {
      inputDimension,
      inputsName,
      activation,
      order: order?.split(","),
      axes: axesOf(axes),
    });
  } catch (error) {
    if (!(error instanceof ArchitectureError)) throw error;
    throw new InputError(error.skeleton ? `${error.message}; ${written(error.skeleton)}` : error.message);
  }
}

function axesOf(axes: string | undefined): Axes | undefined {
  if (axes === undefined || axes === "out,in" || axes === "in,out") return axes;
  throw new InputError(`--axes is ${JSON.stringify(axes)}; expected out,in or in,out`);
}

/** Writes a spec over no other file, unless one holds the same already, and says where. */
function written(skeleton: ArchitectureSpec): string {
  const text = `${readableJson(skeleton)}\n`;
  let path = "architecture.json";
  try {
    for (let k = 2; existsSync(path) && readFileSync(path, "utf8") !== text; k++) path = `architecture-${k}.json`;
    if (!existsSync(path)) writeFileSync(path, text, { flag: "wx" });
  } catch {
    return `a spec to complete: ${JSON.stringify(skeleton)}`;
  }
  return `a spec to complete is in ${path}, for --spec ${path}`;
}
