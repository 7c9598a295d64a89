import type { Row } from "@lazyrich/tables";
import type { ByParameter, Diagnosis } from "./diagnosis.js";

/** A number of a diagnosis as a row. */
interface Entry {
  readonly quantity: string;
  /** Of which parameter, layer or neuron; null for the whole network. */
  readonly of?: string | null;
  readonly value?: number | null;
  readonly before?: number | null;
  readonly after?: number | null;
  readonly standardError?: number | null;
  /** What rounding the files to their type alone would make. */
  readonly floor?: number | null;
}

/**
 * Every number of a diagnosis, one a row: `quantity`, what it is `of`, `value` or `before` and `after`, `standardError`, `floor`.
 *
 * @param diagnosis as `diagnose` gives it
 * @example
 * import { checkpoint, diagnose, diagnosisRows, inferredChain } from "@lazyrich/diagnose";
 * const at = (w) => checkpoint({ "0.weight": { shape: [1, 2], data: Float64Array.of(w, 1) } }, "w");
 * const inputs = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const architecture = inferredChain(at(1), { inputDimension: 2 });
 * diagnosisRows(diagnose({ architecture, before: at(1), after: at(2), inputs }))[0].quantity; // "kernelDistance"
 */
export function diagnosisRows(diagnosis: Diagnosis): Row[] {
  const { roundingFloor: floor } = diagnosis;
  const pair = (quantity: string, both: { before: number | null; after: number | null } | undefined): Entry[] =>
    both === undefined ? [] : [{ quantity, before: both.before, after: both.after }];
  const each = (quantity: string, values: ByParameter, floors?: ByParameter): Entry[] =>
    Object.entries(values).map(([of, value]) => ({ quantity, of, value, floor: floors?.[of] ?? null }));
  const entries: Entry[] = [
    ...pair("loss", diagnosis.loss),
    ...pair("accuracy", diagnosis.accuracy),
    {
      quantity: "kernelDistance",
      value: diagnosis.kernelDistance,
      standardError: diagnosis.kernelDistanceStandardError,
      floor: floor?.kernelDistance ?? null,
    },
    {
      quantity: "kernelDistanceTrace",
      value: diagnosis.kernelDistanceTrace,
      standardError: diagnosis.kernelDistanceTraceStandardError,
      floor: floor?.kernelDistanceTrace ?? null,
    },
    ...each("kernelDistance", diagnosis.kernelDistanceByParameter, floor?.kernelDistanceByParameter),
    ...Object.entries(diagnosis.kernelShareBefore).map(([of, before]) => ({
      quantity: "kernelShare",
      of,
      before,
      after: diagnosis.kernelShareAfter[of] ?? null,
    })),
    ...pair("kernelTargetAlignment", diagnosis.kernelTargetAlignment),
    ...diagnosis.activationChange.map((value, k) => ({
      quantity: "activationChange",
      of: diagnosis.hiddenLayers[k]!.layer,
      value,
      floor: floor?.activationChange[k] ?? null,
    })),
    ...diagnosis.representations.flatMap(({ layer, kernelDistance, centredKernelAlignment }) => [
      { quantity: "representationKernelDistance", of: layer, value: kernelDistance },
      { quantity: "representationAlignment", of: layer, value: centredKernelAlignment },
    ]),
    { quantity: "parameterDistance", value: diagnosis.parameterDistance, floor: floor?.parameterDistance ?? null },
    ...each("parameterDistance", diagnosis.parameterDistanceByParameter),
    ...each("relativeParameterDistance", diagnosis.relativeParameterDistance, floor?.relativeParameterDistance),
    ...diagnosis.learningSpeed.map(({ layer, before, after }) => ({
      quantity: "learningSpeed",
      of: layer,
      before,
      after,
    })),
    ...diagnosis.conserved.flatMap(({ layers, quantity, before, after }) =>
      before.map((value, k) => ({
        quantity: `conserved ${quantity}`,
        of: `${layers.join(" to ")}, ${k}`,
        before: value,
        after: after[k]!,
      })),
    ),
    ...Object.entries(diagnosis.mixtures).map(([of, value]) => ({ quantity: "mixtureKernelDistance", of, value })),
  ];
  return entries.map(
    ({
      quantity,
      of = null,
      value = null,
      before = null,
      after = null,
      standardError = null,
      floor: least = null,
    }) => ({
      quantity,
      of,
      value,
      before,
      after,
      standardError,
      floor: least,
    }),
  );
}
