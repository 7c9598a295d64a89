import {
  type Architecture,
  ArchitectureError,
  type ArchitectureSpec,
  architecture,
  type Checkpoint,
  type Diagnosis,
  diagnose,
  inferredChain,
  parseCheckpoint,
  parseOnnx,
  parseTable,
  specifiedArchitecture,
  type Table,
} from "@lazyrich/diagnose";

/** A file that the reader has dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DiagnoseRequest {
  readonly before: DroppedFile;
  readonly after: DroppedFile;
  readonly inputs: DroppedFile;
  readonly labels?: DroppedFile | undefined;
  /** The architecture as JSON, where names and shapes do not tell. */
  readonly spec?: DroppedFile | undefined;
  /** Empty: relu is assumed. */
  readonly activation: string;
}

/** A diagnosis, or why there is none, with a spec to complete. */
export type DiagnoseAnswer =
  | { readonly diagnosis: Diagnosis }
  | { readonly problem: string; readonly skeleton?: ArchitectureSpec | undefined };

/** Reads files and diagnoses the network in them. */
export function diagnoseFiles({ before, after, inputs, labels, spec, activation }: DiagnoseRequest): DiagnoseAnswer {
  try {
    const X = parseTable(inputs.bytes, inputs.name);
    const start = parseCheckpoint(before.bytes, before.name);
    return {
      diagnosis: diagnose({
        architecture: architectureOf(before, start, { ...X, name: inputs.name }, spec, activation),
        before: start,
        after: parseCheckpoint(after.bytes, after.name),
        inputs: X,
        labels: labels && parseTable(labels.bytes, labels.name),
      }),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problem: error.message, skeleton: error instanceof ArchitectureError ? error.skeleton : undefined };
  }
}

function architectureOf(
  file: DroppedFile,
  start: Checkpoint,
  { columns: inputDimension, image, name: inputsName }: Table & { readonly name: string },
  spec: DroppedFile | undefined,
  activation: string,
): Architecture {
  if (spec !== undefined) return specifiedArchitecture(jsonOf(spec), start, { inputDimension, image });
  if (!/\.onnx$/i.test(file.name)) {
    return inferredChain(start, { inputDimension, inputsName, activation: activation || undefined });
  }
  return architecture(parseOnnx(file.bytes, file.name).description, { source: "the graph of an ONNX file" });
}

function jsonOf({ bytes, name }: DroppedFile): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new RangeError(`${name} is not JSON; expected the spec of an architecture`);
  }
}
