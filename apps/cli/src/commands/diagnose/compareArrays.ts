import { compareActivations, compareKernels, type KernelArraysComparison } from "@lazyrich/diagnose";
import { readArrays } from "@lazyrich/diagnose/files";
import type { Row } from "@lazyrich/tables";
import { InputError } from "../../input/inputError.js";
import { textTable } from "../../output/textTable.js";
import { numberOf, thresholdOf } from "./options.js";
import type { Answer } from "./output.js";

/** How the user gives arrays. */
export interface ArrayOptions {
  readonly kernel?: readonly string[];
  readonly outputs: string;
  readonly activations?: readonly string[];
  readonly threshold: string;
}

/** Compares kernels and activations that another program computed. */
export function compareArrays({ kernel, activations, outputs, threshold }: ArrayOptions): Answer {
  const kernels = kernel && kernelsOf(kernel, numberOf("--outputs", outputs), thresholdOf(threshold));
  const layers = activations && compareActivations(...pairOf("--activations", activations));
  const rows: Row[] = [
    ...(kernels
      ? [
          {
            quantity: "kernelDistance",
            of: null,
            value: kernels.kernelDistance,
            standardError: kernels.kernelDistanceStandardError,
          },
          {
            quantity: "kernelDistanceTrace",
            of: null,
            value: kernels.kernelDistanceTrace,
            standardError: kernels.kernelDistanceTraceStandardError,
          },
        ]
      : []),
    ...Object.entries(layers ?? {}).map(([of, value]) => ({
      quantity: "activationChange",
      of,
      value,
      standardError: null,
    })),
  ];
  return {
    text: () =>
      `${kernels ? `${kernels.text}\n\n` : ""}${textTable(rows, ["quantity", "of", "value", "standardError"])}`,
    summary: kernels?.text ?? "",
    json: { ...kernels, activationChange: layers && Object.values(layers), layers: layers && Object.keys(layers) },
    rows,
    figure: undefined,
  };
}

function kernelsOf(paths: readonly string[], outputDimension: number, threshold: number): KernelArraysComparison {
  const [before, after] = pairOf("--kernel", paths).map((arrays) => {
    const [only, ...others] = Object.values(arrays);
    if (only === undefined || others.length > 0)
      throw new InputError("--kernel has a file of several arrays; expected one");
    return only;
  });
  return compareKernels(before!, after!, { outputDimension, threshold, names: [paths[0]!, paths[1]!] });
}

function pairOf(option: string, paths: readonly string[]) {
  if (paths.length !== 2)
    throw new InputError(
      `${option} has ${paths.length} ${paths.length === 1 ? "file" : "files"}; expected two, before and after`,
    );
  return paths.map(readArrays) as [ReturnType<typeof readArrays>, ReturnType<typeof readArrays>];
}
